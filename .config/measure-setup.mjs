import { afterAll, expect } from 'vitest';
import { appendFileSync } from 'node:fs';
const start = performance.now();
const cpu0 = process.cpuUsage();
afterAll(() => {
  const { user, system } = process.cpuUsage();
  const kids = process.resourceUsage ? 0 : 0;
  appendFileSync(process.env.MEASURE_OUT, JSON.stringify({ file: expect.getState().testPath, tz: process.env.TZ, cpu: (user + system) / 1e6, cpuBefore: (cpu0.user + cpu0.system) / 1e6, wall: (performance.now()) / 1000 , pid: process.pid}) + '\n');
});
