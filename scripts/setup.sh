#!/usr/bin/env bash
# Make .venv with everything that is locked: `scripts/setup.sh core` to run Riwaya, `scripts/setup.sh dev` to test it.
# Finds or (as root, on Debian) installs what is missing, and says what to do where it may not. A second run is instant:
# .venv/.core and .venv/.dev hold the hash of the lock that was installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

what=${1:-core}
case $what in
  core) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "usage: scripts/setup.sh core|dev" >&2; exit 2 ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

apt_install() {  # as root on Debian or Ubuntu; fails quietly elsewhere so that the caller can say what to do
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "installing $* with apt-get"
  if [ -z "${apt_updated:-}" ]; then
    apt-get -qq update >&2 || return 1
    apt_updated=yes
  fi
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null 2>&1
}

find_python() {  # the first Python that is new enough
  local candidate
  for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
       "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

make_venv() {
  local python
  python=$(find_python) || { apt_install python3 && python=$(find_python); } ||
    die "no Python 3.11 or newer here. As root on Debian: apt-get install python3 python3-venv"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_install python3-venv ||
      die "$python has no venv module. As root on Debian: apt-get install python3-venv"
  fi
  say "making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv || die "$python -m venv .venv failed; see above"
}

browser() {  # the browser tests drive it; without it they are skipped and say so
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    apt_install chromium ||
    say "no Chromium: the tests that need a browser will be skipped. As root on Debian: apt-get install chromium"
}

ocr() {  # pictures are read with it; without it they become warnings, and the tests that need it are skipped
  command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx ara ||
    apt_install tesseract-ocr tesseract-ocr-ara ||
    say "no tesseract with Arabic: pictures will not be read. As root on Debian: apt-get install tesseract-ocr tesseract-ocr-ara"
}

stamp=.venv/.$what
wanted=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
if [ "$what" = dev ]; then browser; ocr; fi
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c 'import riwaya' 2>/dev/null; then
  exit 0
fi
.venv/bin/python -c 'import pip' 2>/dev/null || make_venv
say "installing what $lock names"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" ||
  die "could not install the locked packages; is a package index reachable (pip config list)?"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
.venv/bin/python -c 'import riwaya' || die "Riwaya was installed but does not start"
echo "$wanted" > "$stamp"
say "ready"
