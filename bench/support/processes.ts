import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of CPU that a process has used, its ended threads included. Linux only; 0 elsewhere. */
export function cpuSeconds(pid: number): number {
  return ticks(pid, [11, 12]);
}

/** From /proc/PID/stat, its fields counted from the state of the process. */
function ticks(pid: number, columns: readonly number[]): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return columns.reduce((sum, column) => sum + Number(fields[column]), 0) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/**
 * The same with its children: those that run, and those that have ended and that it has waited for (a PostgreSQL gives
 * each connection a process, and a pool closes the ones that idle).
 */
export function cpuSecondsOfTree(pid: number): number {
  const children = execFileSync('sh', ['-c', `ps -o pid= --ppid ${pid} || true`])
    .toString()
    .split('\n')
    .map(Number)
    .filter(Boolean);
  return ticks(pid, [11, 12, 13, 14]) + children.reduce((total, child) => total + cpuSeconds(child), 0);
}

/** Megabytes that a process holds in memory. */
export function residentMemory(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** CPU of the three parts, each in the same unit. */
export interface CpuOfParts {
  readonly web: number;
  readonly database: number;
  readonly load: number;
}

export interface CpuUsed {
  /** Percents of one core for the time between. */
  readonly cpu: CpuOfParts;
  /** Milliseconds of CPU for each thing done: what it costs, whoever else uses the machine. */
  readonly cpuMsPerUnit: CpuOfParts;
}

/** Starts counting; the answer is told how many things were done meanwhile. */
export function measureCpu(pids: { web: number; database: number }): (units: number) => CpuUsed {
  const began = performance.now();
  const web = cpuSeconds(pids.web);
  const database = cpuSecondsOfTree(pids.database);
  const load = process.cpuUsage();
  return (units) => {
    const seconds = (performance.now() - began) / 1000;
    const own = process.cpuUsage(load);
    const used = {
      web: cpuSeconds(pids.web) - web,
      database: cpuSecondsOfTree(pids.database) - database,
      load: (own.user + own.system) / 1e6,
    };
    const each = (scale: number): CpuOfParts => ({
      web: used.web * scale,
      database: used.database * scale,
      load: used.load * scale,
    });
    return { cpu: each(100 / seconds), cpuMsPerUnit: each(1000 / Math.max(1, units)) };
  };
}
