import { inTransaction } from '../db/transactions/transaction.ts';
import { hashOf } from '../identity/credential-format.ts';
import { createAtTerminalIn } from '../organisations/at-the-terminal.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { storeKeyAtTerminal } from './create-key-at-terminal.ts';
import { findSandboxKey, lockSeeding } from './repository.ts';

const keyName = 'SANDBOX_API_KEY';

/** The sandbox was made with another key than the one that is configured now. */
export class SandboxKeyChangedError extends Error {
  override readonly name = 'SandboxKeyChangedError';
}

/**
 * Makes the sandbox organisation that `key` opens, unless there is one. May be called any number of times, by any
 * number of processes at once.
 *
 * @throws {SandboxKeyChangedError} when the sandbox was made with another key
 */
export async function seedSandbox(ctx: TerminalContext, key: string): Promise<void> {
  await inTransaction(ctx.pool, async (tx) => {
    await lockSeeding(tx);
    const existing = await findSandboxKey(tx, keyName);
    if (existing === undefined) {
      const { id } = await createAtTerminalIn(tx, ctx, { name: 'Sandbox', sandbox: true });
      await storeKeyAtTerminal(tx, ctx, { organisationId: id, key, name: keyName });
    } else if (!existing.hash.equals(hashOf(key))) {
      throw new SandboxKeyChangedError();
    }
  });
}
