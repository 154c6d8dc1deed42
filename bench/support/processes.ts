import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of CPU that a process has used, its ended threads included. Linux only; 0 elsewhere. */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** The same with the children that it has waited for (a PostgreSQL gives each connection a process). */
function cpuSecondsOfTree(pid: number): number {
  const children = execFileSync('sh', ['-c', `ps -o pid= --ppid ${pid} || true`])
    .toString()
    .split('\n')
    .map(Number)
    .filter(Boolean);
  return cpuSeconds(pid) + children.reduce((total, child) => total + cpuSeconds(child), 0);
}

/** Megabytes that a process holds in memory. */
export function residentMemory(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Starts counting; the answer gives percents of one core for the time between. */
export function measureCpu(pids: {
  web: number;
  database: number;
}): () => { web: number; database: number; load: number } {
  const began = performance.now();
  const web = cpuSeconds(pids.web);
  const database = cpuSecondsOfTree(pids.database);
  const load = process.cpuUsage();
  return () => {
    const seconds = (performance.now() - began) / 1000;
    const own = process.cpuUsage(load);
    return {
      web: ((cpuSeconds(pids.web) - web) / seconds) * 100,
      database: ((cpuSecondsOfTree(pids.database) - database) / seconds) * 100,
      load: ((own.user + own.system) / 1e6 / seconds) * 100,
    };
  };
}
