#!/usr/bin/env python3
"""Write the C++ source that holds openapi.json and the files of the page.

    embed.py OUT.cc OPENAPI.json [FOLDER]

FOLDER is what Vite has built (web/dist); where it is missing or empty the page is empty.
SPDX-License-Identifier: Apache-2.0
"""
import hashlib
import pathlib
import sys

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".css": "text/css; charset=utf-8", ".json": "application/json",
         ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png",
         ".ico": "image/x-icon", ".woff2": "font/woff2", ".wasm": "application/wasm",
         ".txt": "text/plain; charset=utf-8", ".map": "application/json"}


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def bytes_of(number, path):
    """The bytes of a file, and the name of their view."""
    label = f"chancery_embedded_{number}"
    size = path.stat().st_size
    code = (f'asm(".section .rodata\\n.balign 16\\n.global {label}\\n.hidden {label}\\n{label}:\\n"\n'
            f'    ".incbin {literal(literal(str(path)))[1:-1]}\\n.byte 0\\n.previous\\n");\n'
            f'extern "C" __attribute__((visibility("hidden"))) const char {label}[{size + 1}];\n')
    return code, f"std::string_view({label}, {size})"


def main():
    out, openapi = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    folder = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder and folder.is_dir() else []
    code, api = bytes_of(0, openapi)
    parts, rows = [code], []
    for number, path in enumerate(files, 1):
        code, view = bytes_of(number, path)
        parts.append(code)
        tag = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
        kind = TYPES.get(path.suffix, "application/octet-stream")
        rows.append(f"    {{{literal('/' + path.relative_to(folder).as_posix())}, {literal(kind)}, "
                    f"{view}, {literal(tag)}}},\n")
    text = ("// Made by apps/server/embed.py.\n#include <array>\n#include \"server/embedded.h\"\n\n" + "".join(parts) +
            "\nnamespace chancery::server {\n\nstd::string_view embedded_openapi() {\n"
            f"    return {api};\n}}\n\nstd::span<const EmbeddedFile> embedded_page() {{\n"
            f"    static const std::array<EmbeddedFile, {len(rows)}> files{{{{\n" + "".join(rows) +
            "    }};\n    return files;\n}\n\n}  // namespace chancery::server\n")
    if not rows:
        text = text.replace("    static const std::array<EmbeddedFile, 0> files{{\n    }};\n    return files;", "    return {};")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text)


if __name__ == "__main__":
    main()
