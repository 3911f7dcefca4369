#!/bin/sh
# Builds the stub libraries from the C source beside this file: build-stubs.sh [directory]
# Without a directory it replaces the committed ones. Needs gcc on Linux x86-64.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$here/../resources/io/tributary/embedded/dist/stubs/linux-x86_64"}
mkdir -p "$target"
for library in libaio libnuma; do
  # No C library: nothing that a system could lack.
  gcc -shared -fPIC -Os -Wall -Wextra -nostdlib -s -Wl,--build-id=none -Wl,-z,noseparate-code \
    -Wl,-soname,$library.so.1 -Wl,--version-script="$here/${library}_stub.map" \
    -o "$target/$library.so.1" "$here/${library}_stub.c"
  chmod 644 "$target/$library.so.1"
done
