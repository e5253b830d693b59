# Sourced by the tools: brings a Debian 12 machine to where the package builds. Says what it does on standard error.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { say "error: $*"; exit 2; }

# The C libraries behind the package, and what finds them.
build_packages="pkg-config libhdf5-dev libopenblas-dev libarchive-dev libxxhash-dev libseccomp-dev zlib1g-dev"
# Independent tools that the tests compare with or pack archives by.
# gcc, make and python3-dev build the plug-ins among the examples.
test_packages="gcc libc6-dev make python3-dev python3-venv zip p7zip-full bzip2 xz-utils zstd strace"

# require_packages NAME...: installs those that are missing.
require_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get: ${missing[*]}"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "run once as root, or install: apt-get install ${missing[*]}"
    root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${root[@]}" apt-get update -qq >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# require_swift: the compiler, new enough.
require_swift() {
  command -v swift >/dev/null || fail "no swift in PATH; install Swift 6.3 or newer"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  case "$version" in
    6.[3-9] | 6.[1-9][0-9] | [7-9].* | [1-9][0-9].*) ;;
    *) fail "Swift 6.3 or newer is needed, '$(command -v swift)' is ${version:-unknown}" ;;
  esac
}

# require_python: a virtual environment with the independent readers and validators that tests compare with.
require_python() {
  local folder="$top/.venv"
  local modules="numpy scipy h5py jsonschema safetensors pytrec_eval"
  if ! "$folder/bin/python3" -c "import ${modules// /, }" 2>/dev/null; then
    say "installing $modules into .venv"
    python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check ${modules/pytrec_eval/pytrec_eval_terrier} >&2 ||
      fail "could not make .venv with $modules"
  fi
  export PATH="$folder/bin:$PATH"
}
