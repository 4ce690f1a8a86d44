import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A temporary directory in which tools process the description of an API. It is removed after the test. */
export class Workbench {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async open(): Promise<Workbench> {
    const directory = await mkdtemp(join(tmpdir(), 'tenure-description-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    await writeFile(join(directory, 'no-network.mjs'), noNetwork);
    await writeFile(join(directory, 'package.json'), '{"type":"module"}');
    return new Workbench(directory);
  }

  async write(name: string, content: string): Promise<void> {
    await writeFile(join(this.directory, name), content);
  }

  /** Runs Redocly without network access. */
  async redocly(...args: string[]): Promise<string> {
    return this.#run({ NODE_OPTIONS: '--import=./no-network.mjs' }, '@redocly/cli/bin/cli.js', ...args);
  }

  /** Type-checks a program and runs it. */
  async runProgram(name: string, settings: Record<string, string>): Promise<string> {
    const checks = ['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
    const modules = ['--target', 'esnext', '--module', 'nodenext', '--allowImportingTsExtensions', '--types', ''];
    await this.#run({}, 'typescript/bin/tsc', ...checks, ...modules, name);
    return (await run(process.execPath, [name], { cwd: this.directory, env: settings })).stdout;
  }

  async #run(settings: Record<string, string>, tool: string, ...args: string[]): Promise<string> {
    const env = { ...process.env, ...quiet, ...settings };
    const { stdout } = await run(process.execPath, [resolve('node_modules', tool), ...args], {
      cwd: this.directory,
      env,
    });
    return stdout;
  }
}

const quiet = { NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

const noNetwork = `
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
Socket.prototype.connect = () => {
  writeSync(2, 'This tool reached out for the network.');
  process.exit(99);
};
`;
