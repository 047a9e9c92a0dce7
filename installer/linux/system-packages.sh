#!/usr/bin/env bash
# Debian packages used at run time: fonts for reports in any script, and the EGL/GL, X, keyboard and
# sound libraries that the Qt of the desktop window links to. Then what the walk through the window
# (installer/walk.py) needs. Without root it only says what is missing.
set -euo pipefail
packages=(
    fonts-dejavu-core fonts-noto-core fonts-wqy-microhei
    libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1
    libpulse0 libpipewire-0.3-0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-render-util0 libxcb-shape0
    openbox xdotool xvfb
)
missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Please install: sudo apt-get install ${missing[*]}" >&2
    exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
