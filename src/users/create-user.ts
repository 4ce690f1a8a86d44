import { z } from 'zod';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { lockCustomer } from '../customers/for-other-features.ts';
import { readMoment } from '../db/transactions/clock.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import type { Moment } from '../shared/clock.ts';
import { email, optional, organisationOrOwn, remoteId } from '../shared/input.ts';
import { creationShape } from '../shared/member-input.ts';
import { namesOf, withNulls } from '../shared/members.ts';
import { checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { seatLimit } from '../subscriptions/seat-limit.ts';
import { EmailTakenError } from './errors.ts';
import { hashPassword, password } from './password.ts';
import { userProfile } from './profile.ts';
import { findUser, insertUser } from './repository.ts';
import { checkSeat } from './rules.ts';
import type { User } from './types.ts';

export const CreateUserInput = z.object({
  organisation: organisationOrOwn,
  email,
  /** The partner's id of the customer. Without it, the user belongs to the partner's own consumer tenant. */
  customer: optional(remoteId),
  ...creationShape(userProfile),
  password: optional(password),
});
export type CreateUserInput = z.output<typeof CreateUserInput>;

/**
 * Creates an active user, who takes a seat of the customer. An e-mail address in use is refused, even for a repeated
 * request, because this verb has no id that identifies a retry. Contract: envelope A6.
 *
 * @throws {NotWhileEmulatingError} if a password is given during emulation
 * @throws {PermissionDeniedError} if the actor lacks `user:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if the partner is archived
 * @throws {CustomerNotFoundError} if the partner has no such customer
 * @throws {CustomerInactiveError} if the customer is inactive
 * @throws {EmailTakenError} if the partner has a user with this e-mail address, ignoring case
 * @throws {SeatLimitReachedError} if all seats of the customer are taken
 */
export async function createUser(ctx: UseCaseContext, input: CreateUserInput): Promise<User> {
  if (input.password !== undefined) orThrow(checkOwnName(ctx.actor));
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:manage'));
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return inTransaction(ctx.pool, async (tx) => {
    orThrow(checkOpen(await shareLockOrganisation(tx, organisationId)));
    const { customerId, moment } = await lockTenant(tx, ctx, organisationId, input.customer);
    if ((await findUser(tx, organisationId, input.email)) !== undefined) throw new EmailTakenError();
    if (customerId !== null) orThrow(checkSeat(await seatLimit(tx, organisationId, customerId, moment.now)));
    const profile = withNulls(input, namesOf(userProfile));
    const user = { organisationId, customerId, email: input.email, ...profile, createdAt: moment.now };
    const id = await insertUser(tx, { ...user, passwordHash });
    if (id === undefined) throw new EmailTakenError();
    recordEvent(tx, ctx, moment, {
      verb: 'createUser',
      organisationId,
      subjectType: 'USER',
      subjectId: id,
      before: null,
      after: { customerId, isActive: true },
    });
    return { ...user, id, customer: input.customer ?? null, isActive: true };
  });
}

/** Locks the customer, so that no seat is taken twice. The consumer tenant has no seats. */
async function lockTenant(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  customer: string | undefined,
): Promise<{ customerId: number | null; moment: Moment }> {
  if (customer === undefined) return { customerId: null, moment: await readMoment(tx, ctx) };
  const locked = await lockCustomer(tx, ctx, organisationId, customer);
  if (locked === undefined) throw new CustomerNotFoundError(customer);
  if (!locked.customer.isActive) throw new CustomerInactiveError(customer);
  return { customerId: locked.customer.id, moment: locked.moment };
}
