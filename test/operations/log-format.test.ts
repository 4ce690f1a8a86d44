import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { runScript } from '../support/processes.ts';

/** What a gateway logs from its start to its end, with one request in between. */
async function logOf(settings: Record<string, string>): Promise<string[]> {
  const gateway = runScript('gateway', { DATABASE_URL: await createDatabase(), PORT: '0', ...settings });
  const [, port] = await gateway.says(/"port":(\d+)/);
  await fetch(`http://127.0.0.1:${port}/envelope`);
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  return gateway.stderr().trim().split('\n');
}

test('LOG_FORMAT=pretty writes one text line per entry, without colours if there is no terminal', async () => {
  const time = String.raw`\[\d\d:\d\d:\d\d\.\d{3}\]`;

  const lines = await logOf({ LOG_FORMAT: 'pretty' });

  expect(lines).toEqual(
    [
      `${time} INFO: gateway: listening {"host":"127.0.0.1","port":\\d+}`,
      `${time} INFO: gateway: answered {"requestId":.*,"door":"envelope","method":"GET","status":401,"code":"UNAUTHENTICATED",.*}`,
      `${time} INFO: gateway: stopping {"reason":"SIGTERM"}`,
      `${time} INFO: gateway: stopped`,
    ].map((line) => expect.stringMatching(new RegExp(`^${line}$`))),
  );
});

test.each([{}, { LOG_FORMAT: 'json' }])('without a terminal a log is JSON with %j', async (settings) => {
  const lines = await logOf(settings);

  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['listening', 'answered', 'stopping', 'stopped']);
});
