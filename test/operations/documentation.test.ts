import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { pages, shellBlocksOf } from '../support/documents.ts';
import { freePort, temporaryDataDir } from '../support/embedded.ts';
import { runScript } from '../support/processes.ts';

/** The pages whose commands build on each other, in the order in which a newcomer reads them. */
const walk = ['README.md', 'docs/integrate/credentials.md', 'docs/operate/install.md'];

test('every shell block of the documentation is part of the test', () => {
  const withBlocks = pages.filter((page) => shellBlocksOf(page).length > 0);

  expect(withBlocks.sort()).toEqual([...walk].sort());
});

test('the commands of the documentation have the documented output, and can be repeated', {
  timeout: 180_000,
}, async () => {
  const [DATA_DIR, port] = [await temporaryDataDir(), String(await freePort())];
  const system = runScript('start', { DATA_DIR, PORT: port });
  await system.says(/Stop it with Ctrl-C/);
  // The one difference: port 4000 may be taken on this machine.
  const script = walk.flatMap(shellBlocksOf).join('\n').replaceAll(':4000', `:${port}`);

  const first = await follow(script, DATA_DIR);
  const second = await follow(script, DATA_DIR);

  for (const output of [first, second]) {
    expect(output).toContain('"remoteId":"ORDER-1"');
    expect(output).toContain('(refused, as expected)');
    expect(output).toContain('"reason":"RENEWAL_TOO_EARLY"');
    expect(output).toContain('"remoteId":"ORDER-2","parent":"ORDER-1"');
    expect(output).toContain('"licenses":30');
    expect(output).toContain('{"verb":"subscriptionExpired"');
    expect(output).toContain('"status":"EXPIRED"');
    expect(output).toContain('"_id":');
    expect(output).toContain('order:renew');
    expect(output).toMatch(/^Created organisation \d+, "Gulf Telecom"\.$/m);
  }
});

/** What the commands print; fails with their messages when one of them fails. */
async function follow(script: string, DATA_DIR: string): Promise<string> {
  const { PATH, HOME } = process.env;
  const bash = ['-e', '-u', '-o', 'pipefail', '-c', script];
  const { stdout } = await promisify(execFile)('bash', bash, { env: { PATH, HOME, DATA_DIR } });
  return stdout;
}
