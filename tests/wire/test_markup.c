/* Markup of bodies. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/markup.h"

#include <stdio.h>

/* The blocks of some HTML as one line: P paragraph, = preformatted, H subheading, T table,
 * C caption, N note, B byline, S sign-off, O other. */
static void gives(struct fixture *f, const char *html, const char *want)
{
    static const char letters[] = "P=HTCNBSO";
    struct wire_item item;
    char got[1000] = "";
    wire_item_init(&item, f->arena, BEDE_FROM_RSS);
    markup_html(&item, str_c(html));
    assert_false(item.failed);
    for (uint32_t i = 0; i < item.n_body; i++) {
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%s%c:%.*s", i ? "|" : "", letters[item.body[i].kind],
                 STR_ARG(item.body[i].text));
    }
    assert_string_equal(got, want);
}

static void blocks(void **state)
{
    struct fixture *f = *state;
    gives(f, "<p>One <b>two</b>\n three.</p><h2>Four</h2><div>Five</div>six",
          "P:One two three.|H:Four|P:Five|P:six");
    gives(f, "<ul><li>One<li>Two</ul>", "P:One|P:Two");
    gives(f, "<p>One<p>Two", "P:One|P:Two");
    gives(f, "One.<br><br/>Two.<br>Three.", "P:One.|P:Two.\nThree.");
    gives(f, "<p>Envoys of two<br>states met.</p>", "P:Envoys of two states met.");
    gives(f, "<pre>  One\n    two</pre>", "=:  One\n    two");
    gives(f, "<header><h1>One</h1><p>Two</p></header><p>Three</p><footer>Four</footer>",
          "H:One|O:Two|P:Three|O:Four");
    gives(f, "<p class=\"byline\">By Ann Poe</p><p class='lead'>One</p><p class=closingline>ab</p>",
          "B:By Ann Poe|P:One|S:ab");
    gives(f, "<figure><img src=x><figcaption>One <p>two</p></figcaption></figure>", "C:One\ntwo");
    gives(f, "<section class=\"notepad\"><section>One</section><p>Two</p></section><p>Three</p>",
          "N:One\nTwo|P:Three");
}

static void tables(void **state)
{
    struct fixture *f = *state;
    gives(f, "<table><tr><td>1<td>2<tr><td><p>3</p></td><td>4</td></tr></table><p>x</p>",
          "T:1\t2\n3\t4|P:x");
    gives(f, "<table><tr><td><table><tr><td>1</table></table>x", "T:1|P:x");
}

static void what_is_no_text(void **state)
{
    struct fixture *f = *state;
    gives(f, "<script>if (a<b) x('</p>');</script><style>p{}</style><!-- <p>no</p> --><p>One</p>",
          "P:One");
    gives(f, "<p title=\"a > b\" class=\"x\">One</p>", "P:One");
    gives(f, "<p title=\"never closed>One</p> two", "P:One|P:two");
    gives(f, "a < b and 3<4 <", "P:a < b and 3<4 <");
    gives(f, "<noscript>One</noscript><svg><text>x</text></svg>", "");
    gives(f, "&lt;p&gt; &amp; &#8212; &#x2014; &eacute; &nosuch; &",
          "P:<p> & \xe2\x80\x94 \xe2\x80\x94 \xc3\xa9 &nosuch; &");
}

static void a_story_set_in_lines(void **state)
{
    struct fixture *f = *state;
    gives(f,
          "<p>First.</p><p>Envoys of two states\nmet in Bern on\nThursday.\n   They will go "
          "on\ntalking.</p>",
          "P:First.|P:Envoys of two states met in Bern on Thursday.|P:They will go on talking.");
}

static void what_html_is(void **state)
{
    (void)state;
    assert_true(markup_is_html(STR_LIT("x <P class=a>y")));
    assert_true(markup_is_html(STR_LIT("a<br/>b")));
    assert_false(markup_is_html(STR_LIT("a < b > c")));
    assert_false(markup_is_html(STR_LIT("<poe@alps.example>")));
}

static void one_line(void **state)
{
    struct fixture *f = *state;
    assert_str(markup_line(f->arena, STR_LIT("Poe &amp; <i>Roe</i>\n met")), "Poe & Roe met");
    assert_str(markup_line(f->arena, STR_LIT("a < b")), "a < b");
}

/* What would be quadratic if anything were looked for again from each tag. */
static void masses_of_open_tags(void **state)
{
    struct fixture *f = *state;
    static const char *const units[] = {"<b>",  "<table><td>", "<a href=\"", "<",
                                        "<!--", "<script>",    "&",          "<p class=\"x"};
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        size_t n = strlen(units[k]), times = 600000 / n;
        char *text = arena_alloc(f->arena, n * times + 1);
        assert_non_null(text);
        for (size_t i = 0; i < times; i++)
            memcpy(text + i * n, units[k], n);
        struct wire_item item;
        wire_item_init(&item, f->arena, BEDE_FROM_RSS);
        markup_html(&item, (struct str){text, n * times});
        assert_false(item.failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(blocks),
        WIRE_TEST(tables),
        WIRE_TEST(what_is_no_text),
        WIRE_TEST(a_story_set_in_lines),
        WIRE_TEST(what_html_is),
        WIRE_TEST(one_line),
        WIRE_TEST(masses_of_open_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
