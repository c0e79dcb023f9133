/* RSS and Atom. SPDX-License-Identifier: MIT */
#include "format_test.h"

static void an_rss_channel(void **state)
{
    struct fixture *f = *state;
    open_auto(
        f,
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Alps "
        "Daily</title><link>https://www.alps.example/</link><language>en-gb</language>"
        "<item><title>Envoys meet in Bern &amp;amp; leave</title><guid "
        "isPermaLink=\"true\">https://www.alps.example/talks#3</guid><pubDate>Thu, 02 May 2024 "
        "10:15:00 +0200</pubDate><dc:creator>Ann Poe</dc:creator><category "
        "domain=\"desk\">World</category><description>Short.</description>"
        "<content:encoded><![CDATA[<p>They met.</p><script>var x = '<p>no</p>';</script>"
        "<p>They left.</p>]]></content:encoded></item>"
        "<item><link>https://www.alps.example/b</link><description>&lt;p&gt;They "
        "talk.&lt;/p&gt;</description></item><item/></channel></rss>",
        BEDE_FROM_RSS);
    struct story *s = next_story(f);
    assert_str(s->id, "https://www.alps.example/talks");
    assert_str(s->url, "https://www.alps.example/talks");
    assert_str(s->provider, "alps.example");
    assert_str(s->created, "2024-05-02T08:15:00Z");
    assert_str(s->title, "Envoys meet in Bern & leave");
    assert_str(s->byline.names[0], "Ann Poe");
    assert_str(s->subjects[0].name, "World");
    assert_str(s->agency, "Alps Daily");
    assert_str(s->language, "en-gb");
    assert_int_equal(s->n_paragraphs, 2);
    s = next_story(f);
    assert_str(s->id, "https://www.alps.example/b");
    assert_str(paragraph(s, 1), "They talk.");
    next_is(f, BEDE_PASSED, "neither title nor text");
    no_more(f);
}

static void an_atom_feed(void **state)
{
    struct fixture *f = *state;
    open_auto(f,
              "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
              "xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xml:lang=\"en\"><title>Alps "
              "Daily</title><id>tag:alps.example,2024:feed</id><entry><id>tag:alps.example,2024:1"
              "</id><title type=\"html\">Envoys &lt;i&gt;meet&lt;/i&gt;</title><updated>"
              "2024-05-02T10:15:00Z</updated><published>2024-05-01T10:15:00Z</published><author>"
              "<name>Ann Poe</name></author><link href=\"https://alps.example/1\"/><category "
              "term=\"w\" label=\"World\"/><content type=\"xhtml\"><div "
              "xmlns=\"http://www.w3.org/1999/xhtml\"><p>They met.</p></div></content></entry>"
              "<at:deleted-entry ref=\"tag:alps.example,2024:0\" when=\"2024-05-02T11:00:00Z\"/>"
              "</feed>",
              BEDE_FROM_ATOM);
    struct story *s = next_story(f);
    assert_str(s->id, "tag:alps.example,2024:1");
    assert_str(s->provider, "alps.example");
    assert_str(s->title, "Envoys meet");
    assert_str(s->created, "2024-05-02T10:15:00Z");
    assert_str(s->first_created, "2024-05-01T10:15:00Z");
    assert_str(s->url, "https://alps.example/1");
    assert_str(s->subjects[0].code, "w");
    assert_int_equal(s->n_paragraphs, 1);
    s = next_story(f);
    assert_str(s->id, "tag:alps.example,2024:0");
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_str(s->provider, "alps.example");
    no_more(f);
}

static void a_feed_without_items(void **state)
{
    struct fixture *f = *state;
    open_auto(f, "<rss><channel><title>Alps</title></channel></rss>", BEDE_FROM_RSS);
    next_is(f, BEDE_UNSUPPORTED, "holds no item");
    no_more(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(an_rss_channel),
        WIRE_TEST(an_atom_feed),
        WIRE_TEST(a_feed_without_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
