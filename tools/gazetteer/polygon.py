"""The middle of an area: the centre of mass of its polygons on the sphere.

Rings are lists of [longitude, latitude]. Each is measured in Lambert's equal-area cylinder (longitude,
sine of latitude), and the centres are added as vectors weighed by area, so that the 180th meridian and
far islands do no harm. Example: a square from 0 to 2 degrees in both has its middle near 1, 1.
SPDX-License-Identifier: MIT
"""
import math


def ring_centre(ring):
    """Area (positive or negative by direction) and centre of a ring in the plane."""
    x0, y0 = ring[0]
    moved = [(x - x0, y - y0) for x, y in ring]
    area = x_sum = y_sum = 0
    for (x1, y1), (x2, y2) in zip(moved, moved[1:] + moved[:1]):
        cross = x1 * y2 - x2 * y1
        area += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not area:
        return 0, x0, y0
    return area / 2, x0 + x_sum / (3 * area), y0 + y_sum / (3 * area)


def middle(polygons):
    """(latitude, longitude) in degrees; polygons are lists of rings, the first one their outside."""
    east = north = up = 0
    for polygon in polygons:
        for i, ring in enumerate(polygon):
            flat = [(math.radians(p[0]), math.sin(math.radians(p[1]))) for p in ring]
            area, lon, sine = ring_centre(flat)
            area = -abs(area) if i else abs(area)
            lat = math.asin(max(-1, min(1, sine)))
            east += area * math.cos(lat) * math.cos(lon)
            north += area * math.cos(lat) * math.sin(lon)
            up += area * math.sin(lat)
    return (math.degrees(math.atan2(up, math.hypot(east, north))),
            math.degrees(math.atan2(north, east)))


def polygons_of(geometry):
    """The polygons of a GeoJSON geometry."""
    rings = geometry["coordinates"]
    return [rings] if geometry["type"] == "Polygon" else rings
