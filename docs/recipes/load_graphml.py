"""GraphML: who takes part in most events.

    bede export --db wire.db --layout graphml > events.graphml
    python3 load_graphml.py events.graphml

With NetworkX: networkx.read_graphml("events.graphml"); Gephi opens the file.

SPDX-License-Identifier: MIT
"""
import sys
import xml.etree.ElementTree as tree

NS = "{http://graphml.graphdrawing.org/xmlns}"
graph = tree.parse(sys.argv[1]).getroot().find(NS + "graph")
nodes = {node.get("id"): {d.get("key"): d.text for d in node} for node in graph.iter(NS + "node")}
for edge in graph.iter(NS + "edge"):
    assert edge.get("source") in nodes and edge.get("target") in nodes
for node in sorted(nodes.values(), key=lambda n: -int(n["events"]))[:10]:
    print(node["events"], node.get("code", "?"), node["label"], sep="\t")
