// A copy of this machine to try packages in: what is installed or written there is gone afterwards. An overlay
// over / in namespaces of its own, so nothing is downloaded, and every process in it ends with it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there cannot be one here, as a sentence; `undefined` when there can. */
export function throwAwayProblem(): string | undefined {
  if (process.getuid?.() !== 0)
    return "Installing a package needs root: run this with sudo, or in a container.";
  for (const tool of ["unshare", "dpkg", "setpriv", "useradd"]) {
    if (spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0)
      return `${tool} is missing: this runs on Debian and Ubuntu.`;
  }
  return runIn("true", []) === 0
    ? undefined
    : "This machine does not let an overlay be mounted over its root.";
}

/** Runs a command in a fresh copy, with `visible` folders of this machine read-only at their places. */
export function runIn(command: string, args: readonly string[], visible: readonly string[] = []): number {
  const { folder, argv } = prepare(command, args, visible);
  try {
    return spawnSync("unshare", argv, { stdio: command === "true" ? "ignore" : "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(command: string, args: readonly string[], visible: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-root-"));
  const argv = ["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", script];
  return { folder, argv: [...argv, "sh", folder, visible.join(" "), command, ...args] };
}

const script = `
set -e
folder=$1; visible=$2; shift 2
mount -t tmpfs -o mode=0755 tmpfs "$folder"
mkdir "$folder/changes" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/changes,workdir=$folder/work" "$folder/root"
root="$folder/root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
for each in $visible; do
  mkdir -p "$root$each"
  mount --bind "$each" "$root$each"
  mount -o remount,bind,ro "$root$each"
done
# As if systemd did not run: the package must do without.
[ ! -d "$root/run/systemd" ] || mount -t tmpfs tmpfs "$root/run/systemd"
exec chroot "$root" "$@"
`;
