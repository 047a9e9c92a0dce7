#!/bin/sh
# Tests recording from a camera of the Linux kernel, on a machine that has none: a small virtual
# machine loads vivid, the kernel's own camera driver for tests, records, pulls its plug and puts it
# back. It uses this checkout and its .venv, which it cannot write to.
#
# Needs Debian's qemu-system-x86, busybox-static, cpio and kmod, and takes some minutes.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
python=$root/.venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

image=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image/ {print $2; exit}')
apt-get download --quiet "$image"
dpkg-deb --extract "$image"_*.deb kernel
release=$(ls kernel/lib/modules)
depmod -b kernel "$release"

mkdir -p initrd/bin initrd/modules
cp /bin/busybox initrd/bin/
for module in virtio_pci 9pnet_virtio 9p vivid; do
    modprobe -d kernel -S "$release" --show-depends "$module" | awk '/^insmod/ {print $2}'
done | awk '!seen[$0]++' > order
: > initrd/modules/order
while read -r file; do
    cp "$file" initrd/modules/
    basename "$file" >> initrd/modules/order
done < order

cat > initrd/init <<INIT
#!/bin/busybox sh
/bin/busybox --install -s /bin
mkdir -p /proc /sys /dev /host
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
while read -r module; do insmod /modules/\$module; done < /modules/order
mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=524288,cache=loose host /host
mount -t proc none /host/proc
mount -t sysfs none /host/sys
mount --bind /dev /host/dev
mkdir -p /host/dev/shm
mount -t tmpfs none /host/dev/shm
chroot /host /usr/bin/env HOME=/dev/shm TMPDIR=/dev/shm QT_QPA_PLATFORM=offscreen \\
    OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$root" \\
    "$python" "$root/tests/app/gui/capture/vivid_guest.py"
poweroff -f
INIT
chmod +x initrd/init
(cd initrd && find . | cpio --quiet -o -H newc) | gzip -1 > initrd.gz

qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 -nographic -no-reboot \
    -kernel "kernel/boot/vmlinuz-$release" -initrd initrd.gz \
    -append "console=ttyS0 quiet panic=-1 rdinit=/init" \
    -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
    | tee log
grep -q "camera test passed" log
