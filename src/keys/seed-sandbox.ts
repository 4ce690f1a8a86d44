import { inTransaction } from '../db/transactions/transaction.ts';
import { hashOf } from '../identity/credential-format.ts';
import { createAtTerminalIn } from '../organisations/at-the-terminal.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { storeKeyAtTerminal } from './create-key-at-terminal.ts';
import { findSandboxKey, lockSeeding } from './repository.ts';

const keyName = 'SANDBOX_API_KEY';

/** The sandbox was created with a key other than the configured one. */
export class SandboxKeyChangedError extends Error {
  override readonly name = 'SandboxKeyChangedError';
}

/**
 * Creates the sandbox organisation with this key, if it does not exist. Concurrent and repeated calls are safe.
 *
 * @throws {SandboxKeyChangedError} if the sandbox was created with another key
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
