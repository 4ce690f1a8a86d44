import { purgeAccessTokens } from '../../src/api-clients/purge-access-tokens.ts';
import { purgeAccessTokensJob } from '../../src/queue/definitions.ts';
import { implement } from '../kit.ts';

export const purgeAccessTokensTask = implement(purgeAccessTokensJob, async (ctx) => {
  const removed = await purgeAccessTokens(ctx);
  if (removed > 0) ctx.log.info({ job: purgeAccessTokensJob.name, removed }, 'removed');
});
