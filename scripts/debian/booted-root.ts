// A copy of a Debian with systemd as its first process, in namespaces of its own: no network but its own loopback,
// and what is written there is gone afterwards. It can be rebooted. Needs nothing but util-linux and root.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface BootedRoot {
  /** Runs a command in there, as root's shell would. */
  run(command: string, ...args: string[]): Ran;
  /** Resolves once systemd has started everything; again after each `systemctl reboot`. */
  booted(): Promise<void>;
  /** Ends every process in there and takes everything away. */
  end(): void;
}

export interface Ran {
  readonly code: number | null;
  readonly said: string;
}

const bootMs = 60_000;
const commandMs = 120_000;

/** Why there cannot be one here, as a sentence; `undefined` when it is worth a try. */
export function bootProblem(base: string): string | undefined {
  if (process.getuid?.() !== 0) return "Starting a system needs root: run this with sudo.";
  for (const tool of ["unshare", "nsenter", "setpriv", "ip"]) {
    if (spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0) return `${tool} is missing.`;
  }
  if (!existsSync(join(base, "lib/systemd/systemd"))) return `There is no systemd in ${base}.`;
  const groups = controlGroups();
  if (groups === undefined) return "This machine has no control groups of version 2 that can be written to.";
  const trial = spawnSync("unshare", ["--mount", "--pid", "--fork", "--net", "--cgroup", "true"]);
  return trial.status === 0 ? undefined : "This machine does not let namespaces be made.";
}

/** Where they are mounted. */
function controlGroups(): string | undefined {
  const line = /^\S+ (\S+) cgroup2 rw/m.exec(readFileSync("/proc/mounts", "utf8"));
  const [, path] = line ?? [];
  if (path === undefined) return undefined;
  try {
    accessSync(path, constants.W_OK);
    return path;
  } catch {
    return undefined;
  }
}

/** `base`: the system to copy, `/` for this machine's own. `visible`: a folder of this machine, read-only at its place. */
export function bootRoot(base: string, visible: string): BootedRoot {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-boot-"));
  const group = join(controlGroups() ?? "", `3cx-webhook-boot-${process.pid}`);
  const argv = ["--mount", "--propagation", "private", "sh", "-c", holder, "sh"];
  const held = spawn("unshare", [...argv, folder, group, base, visible, inside], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let complaint = "";
  held.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  let firstProcess = "";
  let bootId = "";

  function run(command: string, ...args: string[]): Ran {
    const entering = ["--target", firstProcess, "--all", "--", "env", "-i", ...environment, command, ...args];
    const { status, stdout, stderr } = spawnSync("nsenter", entering, {
      encoding: "utf8",
      timeout: commandMs,
    });
    return { code: status, said: `${stdout}${stderr}` };
  }

  async function booted(): Promise<void> {
    const deadlineMs = Date.now() + bootMs;
    while (Date.now() < deadlineMs) {
      const now = textOf(join(folder, "pid")).trim();
      if (now !== "" && now !== bootId) {
        firstProcess = now;
        const { said } = run("systemctl", "is-system-running");
        if (/^(running|degraded)/.test(said)) {
          bootId = now;
          return;
        }
      }
      if (held.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`systemd did not come up in the copy.\n${complaint}`);
  }

  function end(): void {
    endGroup(held.pid);
    // What is deepest first: a group with others in it cannot be removed.
    spawnSync("sh", ["-c", sweep, "sh", group]);
    rmSync(folder, { recursive: true, force: true });
  }

  return { run, booted, end };
}

/** Its own process group. Not by the command kill: that of procps takes -1234 for -1, which is everything. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined || pid <= 1) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

const environment = [
  "HOME=/root",
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "DEBIAN_FRONTEND=noninteractive",
  "SYSTEMD_PAGER=",
];

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

// Holds what was written over reboots. A namespace whose first process asks for a reboot ends with SIGHUP.
const holder = `
set -e
folder=$1; group=$2; base=$3; visible=$4; inside=$5
mkdir "$group"; echo $$ > "$group/cgroup.procs"
mkdir "$folder/disk"
mount -t tmpfs -o mode=0755 tmpfs "$folder/disk"
mkdir "$folder/disk/changes" "$folder/disk/work" "$folder/disk/root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$folder/disk/changes,workdir=$folder/disk/work" "$folder/disk/root"
root="$folder/disk/root"
# Only what the package enables shall start, whatever else this machine has.
rm -rf "$root"/etc/systemd/system/*.wants "$root/etc/systemd/system/default.target" "$root/etc/fstab"
# Images for containers forbid by it that a package starts anything.
rm -f "$root/usr/sbin/policy-rc.d"
ln -s /lib/systemd/system/multi-user.target "$root/etc/systemd/system/default.target"
while :; do
  status=0
  unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup --propagation private \\
    sh -c "$inside" sh "$folder" "$root" "$visible" || status=$?
  [ "$status" = 129 ] || exit "$status"
done
`;

// /proc is still this machine's when the number of the first process is read. What could change this machine, such
// as its clock or its kernel's settings, is read-only or taken away.
const inside = `
set -e
folder=$1; root=$2; visible=$3
read -r pid rest < /proc/self/stat
ip link set lo up
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for each in null zero full random urandom tty; do
  touch "$root/dev/$each"
  mount --bind "/dev/$each" "$root/dev/$each"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mkdir -p "$root$visible"
mount --bind "$visible" "$root$visible"
mount -o remount,bind,ro "$root$visible"
hostname localhost
echo "$pid" > "$folder/pid"
cd "$root"
pivot_root . mnt
umount -l /mnt
exec env -i container=boot-test PATH=/usr/sbin:/usr/bin:/sbin:/bin \\
  setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio,-mac_admin,-mac_override \\
  /lib/systemd/systemd --system < /dev/null > /dev/null 2>&1
`;

const sweep = `
group=$1
[ -d "$group" ] || exit 0
[ ! -e "$group/cgroup.kill" ] || echo 1 > "$group/cgroup.kill"
for try in 1 2 3 4 5 6 7 8 9 10; do
  find "$group" -depth -type d -exec rmdir {} + 2> /dev/null || true
  [ -d "$group" ] || exit 0
  sleep 0.2
done
`;
