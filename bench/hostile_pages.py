#!/usr/bin/env python3
"""Processor time on hostile pages and texts, of half the size and the whole: linear shows as x2.
SPDX-License-Identifier: Apache-2.0

bench/hostile_pages.py build/release/bin/chancery [--mib 15.9] [--code] [WORD ...]
    (WORD: inputs whose name holds one of these alone; --code: read and code, not read alone)

Each input repeats one thing that costs a parser much: tags that nest, tags that are not closed,
attributes, quotes, character references, broken JSON-LD, one line, short lines.
"""
import argparse
import pathlib
import resource
import subprocess
import tempfile

PAGE = "<html><head><title>T</title></head><body><h1>The minister met the envoy</h1>"
JSON_LD = '<html><head><script type="application/ld+json">'
PROSE = "The minister of foreign affairs met the envoy on Monday and said that both sides will work together. "


def text(part):
    return lambda size: (part * (size // len(part) + 1))[:size]


def page(head, part, tail=""):
    return lambda size: head + (part * ((size - len(head)) // len(part) + 1))[:size - len(head) - len(tail)] + tail


def numbered(head, form, tail=""):
    """Each repetition with a number of its own."""
    def make(size):
        out, length, number = [head], len(head) + len(tail), 0
        while True:
            one = form.replace("%d", str(number))
            length += len(one)
            if length > size:
                return "".join(out) + tail
            out.append(one)
            number += 1
    return make


INPUTS = {
    'nested div': page(PAGE, '<div>'),
    'nested 900 div': page(PAGE, '<div>' * 900 + 'x' + '</div>' * 900),
    'nested b i': page(PAGE, '<b><i>'),
    'a not closed': page(PAGE, '<a href=x>word '),
    'misnested': page(PAGE, '<b><p></b><i></p></i>'),
    'tables': page(PAGE, '<table><tr><td>'),
    'table foster': page(PAGE + '<table>', 'word <b>x</b> '),
    'form': page(PAGE, '<form><select><option>'),
    'li': page(PAGE, '<ul><li>word'),
    'p empty': page(PAGE, '<p>'),
    'p words': page(PAGE, '<p>word</p>'),
    'p prose': page(PAGE, '<p>' + PROSE + '</p>\n'),
    'h1': page('<html><body>', '<h1>The minister met the envoy</h1>'),
    'h1 prose': page('<html><body>', '<h1>The minister met the envoy</h1><p>' + PROSE * 3 + '</p>'),
    'articles': page('<html><body>', '<article><h2>The minister met the envoy</h2><p>' + PROSE * 3 + '</p></article>'),
    'articles nested': page('<html><body>', '<article><h2>The minister</h2><p>' + PROSE * 3 + '</p>'),
    'time': page(PAGE, '<time datetime="2024-01-01">1 January 2024</time>'),
    'meta': page('<html><head>', '<meta property="og:title" content="The minister met">'),
    'meta date': page('<html><head>', '<meta name="date" content="2024-01-01">'),
    'meta differ': numbered('<html><head>', '<meta property="article:author" content="Jane Doe%d">'),
    'title': page('<html><head>', '<title>The minister met</title>'),
    'attributes': numbered('<html><body><div ', 'a%d=b '),
    'one attribute': page('<html><body><div a="', 'x'),
    'attr many elements': page(PAGE, '<div class="a b c d" id=x data-x=1 itemprop="author">x</div>'),
    'class long': page(PAGE + '<div class="', 'share '),
    'itemprop': page(PAGE, '<span itemprop="author"><span itemprop="name">Jane Doe</span></span>'),
    'lt': page(PAGE, '<'),
    'lt/': page(PAGE, '</'),
    'lt!': page(PAGE, '<!'),
    'comment': page(PAGE, '<!--'),
    'comments': page(PAGE, '<!-- x -->'),
    'cdata': page(PAGE, '<![CDATA['),
    'script': page(PAGE, '<script>'),
    'scripts': page(PAGE, '<script></script>'),
    'script lt': page(PAGE + '<script>', '</scrip'),
    'script esc': page(PAGE + '<script>', '<!--<script>'),
    'style': page(PAGE, '<style></style>'),
    'svg': page(PAGE, '<svg><desc>'),
    'math': page(PAGE, '<math><mi>'),
    'template': page(PAGE, '<template>'),
    'amp': page(PAGE, '&'),
    'amp;': page(PAGE, '&amp;'),
    'amp amp': page(PAGE, '&amp;amp;amp;'),
    'num ref': page(PAGE, '&#x41;'),
    'noncharref': page(PAGE, '&notit;'),
    'quotes': page(PAGE + '<p>', '"'),
    'one line page': page(PAGE + '<p>', PROSE),
    'one word': page(PAGE + '<p>', 'a'),
    'br': page(PAGE + '<p>', '<br>'),
    'br prose': page(PAGE + '<p>', PROSE + '<br><br>'),
    'spans': page(PAGE + '<p>', '<span>word </span>'),
    'img': page(PAGE, '<img src=x alt="The minister met the envoy">'),
    'figure': page(PAGE, '<figure><figcaption>The minister met the envoy in Vientiane</figcaption></figure>'),
    'nofollow links': page(PAGE, '<li><a href=/x>The minister met the envoy in Vientiane</a></li>'),
    'iframe': page(PAGE, '<iframe>'),
    'noscript': page(PAGE, '<noscript><p>x'),
    'textarea': page(PAGE, '<textarea>'),
    'frameset': page('<html>', '<frameset>'),
    'json-ld deep': page(JSON_LD, '[', ' </script>'),
    'json-ld deep obj': page(JSON_LD, '{"a":', '</script>'),
    'json-ld deep 900': page(JSON_LD + '[', '[' * 900 + ']' * 900 + ',', '0]</script>'),
    'json-ld many': page('<html><head>', '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":{"name":"Jane Doe"}}</script>'),
    'json-ld broken': page('<html><head>', '<script type="application/ld+json">{"@type":"NewsArticle",</script>'),
    'json-ld graph': page(JSON_LD + '{"@graph":[', '{"@type":"NewsArticle","headline":"The minister","datePublished":"2024-01-01","author":[{"@id":"x"}]},', '{}]}</script>'),
    'json-ld authors': page(JSON_LD + '{"@type":"NewsArticle","author":[', '{"@type":"Person","name":"Jane Doe"},', '{}]}</script>'),
    'json-ld quotes': page(JSON_LD + '{"headline":"', '\\"', '"}</script>'),
    'json-ld keys': numbered(JSON_LD + '{', '"k%d":{"@id":"#%d"},', '"z":1}</script>'),
    'bylines': page(PAGE, '<p class="byline">By Jane Doe and John Roe</p>'),
    'dates': page(PAGE, '<p class="date">January 1, 2024</p>'),
    'live': page(PAGE, '<p>10:15 AM ' + PROSE + '</p>'),
    'captions': page(PAGE, '<p>Photo: Jane Doe / Reuters</p>'),
    'more': page(PAGE, '<p>Read more</p><p>' + PROSE + '</p>'),
    't one line': text(PROSE),
    't one word': text('a'),
    't quotes': text('"'),
    't quotes2': text('“ '),
    't newline': text('\n'),
    't lines': text('word\n'),
    't prose lines': text(PROSE + '\n'),
    't prose par': text(PROSE * 3 + '\n\n'),
    't spaces': text(' '),
    't short lines': text('a b\n'),
    't headlines': text('Minister Meets Envoy In Vientiane\n'),
    't more': text('Read more\n' + PROSE + '\n'),
    't bylines': text('By Jane Doe\n'),
    't dates': text('January 1, 2024\n'),
    't paren': text('('),
    't parens': text('(Reuters) - '),
    't dashes': text('-'),
    't moji': text('â€™'),
    't moji line': text('â€™s word â€™ '),
    't zw': text('a\u200b'),
    't combining': text('́'),
    't combining2': text('ẹ́'),
    't ufffd': text('�'),
    't amp': text('&amp;amp; '),
    't colon': text('a: '),
    't lower wrap': text('word word word word word word word\n'),
    't telex': text('Vieejt Nam '),
    't arabic': text('سلام '),
    't hangul': text('한'),
    't drop caps': text('T\nhe minister met\n'),
    't commas': text(','),
    't dots': text('. '),
    't ellipsis': text('...'),
    't url': text('https://a.example/'),
    't at': text('a@b '),
    't digits': text('1'),
    't digits sp': text('12 '),
    't zones': text('10:00 GMT '),
    't tab': text('\t'),
    't hard': text('a-\n'),
    't pipes': text('a | '),
}


def seconds_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = done.stderr.decode(errors="replace").strip().split("refused: ")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, said[-1][:60]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--mib", type=float, default=15.9)
    parser.add_argument("--code", action="store_true")
    parser.add_argument("words", nargs="*")
    options = parser.parse_intermixed_args()
    command = [options.program] + (["code", "--max-seconds", "100000"] if options.code else ["extract"])
    with tempfile.TemporaryDirectory() as work:
        for name, make in INPUTS.items():
            if options.words and not any(word in name for word in options.words):
                continue
            path = pathlib.Path(work, "x.txt" if name.startswith("t ") else "x.html")
            row = []
            for size in (int(options.mib * (1 << 19)), int(options.mib * (1 << 20))):
                made = make(size).encode()
                shorter = size * size // len(made) if len(made) > size else size
                path.write_bytes(make(shorter).encode()[:size] if shorter != size else made)
                seconds, said = seconds_of(command + ["--threads", "1", str(path)])
                row.append(seconds)
            print(f"{name:20} {row[0]:7.2f} {row[1]:7.2f}  x{row[1] / max(row[0], 0.01):.1f}  {said}", flush=True)


if __name__ == "__main__":
    main()
