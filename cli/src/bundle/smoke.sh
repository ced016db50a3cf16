#!/bin/sh
# Starts what bundle.sh made, as a host without Java and without network would.
#
#   smoke.sh VERSION       mvn -Pbundle verify calls it, in the folder of module cli
set -eu
version=$1
target=$PWD/target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "bundle: $1" >&2
  exit 1
}

# All commands of this host but Java's.
mkdir "$work/commands" "$work/home"
for folder in /usr/local/bin /usr/bin /bin; do
  ln -sf "$folder"/* "$work/commands/"
done
rm -f "$work/commands"/java* "$work/commands"/j[a-z]*
PATH=$work/commands
export PATH
[ -z "$(command -v java)" ] || fail "java is still there: $(command -v java)"
offline=
if unshare -rn true 2>/dev/null; then
  offline='unshare -rn'
else
  echo 'bundle: unshare -n is not allowed here: the network stays' >&2
fi

# twinloop HOME ARGUMENT…: with nothing of this environment
twinloop() {
  command=$1/bin/twinloop
  shift
  $offline env -i "PATH=$PATH" "HOME=$work/home" "$command" "$@"
}

# starts HOME: the version, a digest, the demo
starts() {
  twinloop "$1" --version | grep -q "$version" || fail "$1: --version does not say $version"
  printf 'abc' >"$work/abc"
  ours=$(twinloop "$1" hash "$work/abc")
  theirs=$(sha256sum "$work/abc")
  [ "$ours" = "$theirs" ] || fail "hash: $ours, sha256sum: $theirs"
  twinloop "$1" demo --quick >"$work/demo" || fail "demo: $(cat "$work/demo")"
  [ "$(grep -c 'equals the JDK' "$work/demo")" -ge 2 ] || fail "demo: $(cat "$work/demo")"
}

# completes FOLDER: "twinloop has" becomes "twinloop hash"
completes() {
  env -i "PATH=$PATH" bash --norc -c '
    . "$1/bash-completion/completions/twinloop"
    COMP_WORDS=(twinloop has) COMP_CWORD=1
    _complete_twinloop
    [ "${COMPREPLY[*]}" = hash ]' bash "$1" || return 1
  [ -n "$(command -v zsh)" ] || return 0
  [ "$(env -i "PATH=$PATH" zsh -f src/bundle/complete.zsh "$1/zsh/vendor-completions" \
    'twinloop has' | tr -d '\r')" = 'twinloop hash' ]
}

# holds FOLDER: man pages and completions for both shells
holds() {
  for file in man/man1/twinloop.1.gz bash-completion/completions/twinloop \
    zsh/vendor-completions/_twinloop; do
    [ -s "$1/$file" ] || fail "$1/$file is missing"
  done
  completes "$1" 2>/dev/null || fail "$1: a completion does not offer what it should"
}

for archive in "$target/twinloop-$version"-*.tar.*; do
  [ -f "$archive" ] || fail "no archive $archive"
  mkdir "$work/unpacked"
  tar -C "$work/unpacked" -xf "$archive"
  for home in "$work/unpacked"/*; do
    starts "$home"
    holds "$home/share"
  done
  rm -rf "$work/unpacked"
  echo "bundle: $archive starts without Java" >&2
done

for deb in "$target"/twinloop_*.deb; do
  [ -f "$deb" ] || continue
  dpkg-deb --info "$deb" | grep -q '^ Package: twinloop$' || fail "$deb: no control file"
  dpkg-deb -x "$deb" "$work/root"
  [ -L "$work/root/usr/bin/twinloop" ] || fail "$deb: no /usr/bin/twinloop"
  [ -s "$work/root/usr/share/doc/twinloop/copyright" ] || fail "$deb: no copyright"
  starts "$work/root/usr"
  holds "$work/root/usr/share"
  rm -rf "$work/root"
  echo "bundle: $deb starts without Java" >&2
done
