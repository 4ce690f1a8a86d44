import type { AuditCheckpoint, AuditVerdict, Finding, FindingKind } from '../../../audit/types.ts';
import { auditVerbErrors } from '../../../audit/verb-errors.ts';
import { VerifyAuditTrailInput, verifyAuditTrail } from '../../../audit/verify-audit-trail.ts';
import { parseInput } from '../../../shared/input.ts';
import { builder } from '../builder.ts';
import { enumOf } from '../enum.ts';
import { encodeGlobalId, numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { namedOrganisation, ownerOf } from '../owner.ts';

const FindingKindEnum = enumOf<FindingKind>('AuditFindingKind', 'The kind of damage to a row of the audit trail.', {
  CHANGED: { description: 'The event or its seal was changed, or the row after it was removed.' },
  REMOVED: { description: 'The event or its seal was removed.' },
  INSERTED: { description: 'The row was inserted after its neighbours were written.' },
  REORDERED: { description: 'The row was moved to another position in the chain.' },
  TRUNCATED: {
    description: 'The end of the chain was removed: a given checkpoint has a later position than the chain.',
  },
  REWRITTEN: {
    description: 'The chain was rewritten: its hash at the position of a given checkpoint differs from the checkpoint.',
  },
});

const ownerDescription =
  'The `id` of the organisation that owns the audit trail. It is your organisation or a descendant of it. The default is your organisation.';

const AuditCheckpointType = builder
  .objectRef<Omit<AuditCheckpoint, 'sealedAt'> & { sealedAt: Date }>('AuditCheckpoint')
  .implement({
    description:
      "The newest seal of an organisation's hash chain. Store it outside this service: any later change to the events up to this seal can then be detected.",
    fields: (t) => ({
      organisation: t.id({
        description: 'The `id` of the organisation that the chain belongs to.',
        resolve: ({ organisation }) => encodeGlobalId('Organisation', organisation),
      }),
      sequence: t.exposeFloat('sequence', {
        description: 'The position of the seal in the chain: a whole number from 1.',
      }),
      hash: t.exposeString('hash', { description: 'The hash of the seal, in hexadecimal.' }),
      sealedAt: t.expose('sealedAt', {
        type: 'DateTime',
        description: 'The date and time (UTC) at which the seal was created, in real time.',
      }),
    }),
  });

const AuditFinding = builder.objectRef<Finding>('AuditFinding').implement({
  description: 'A row of the audit trail that fails the verification.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FindingKindEnum, description: 'The kind of damage.' }),
    sequence: t.exposeFloat('sequence', {
      nullable: true,
      description: 'The position in the hash chain. Null for an event without a seal.',
    }),
    event: t.id({
      nullable: true,
      description: 'The `id` of the event, which may have been removed. Null if no remaining row names the event.',
      resolve: ({ eventId }) => (eventId === null ? null : encodeGlobalId('Event', eventId)),
    }),
    otherSequence: t.exposeFloat('otherSequence', {
      nullable: true,
      description:
        'The second position of the finding. For `REORDERED`: the position where the row belongs. For `TRUNCATED` and `REWRITTEN`: the position of the checkpoint that proves the damage. Null for the other kinds.',
    }),
  }),
});

const VerifyAuditTrailSuccess = builder.objectRef<AuditVerdict>('VerifyAuditTrailSuccess').implement({
  description: 'The result of a verification. The audit trail is intact if there are no findings.',
  fields: (t) => ({
    isWhole: t.boolean({
      description: 'Whether the audit trail is intact, as far as the hash chain and the given checkpoints prove it.',
      resolve: ({ findings }) => findings.length === 0,
    }),
    events: t.exposeFloat('events', { description: 'The number of sealed events that were verified.' }),
    sequence: t.exposeFloat('sequence', { description: 'The last position in the chain. 0 if the chain is empty.' }),
    hash: t.exposeString('hash', { description: 'The hash of the last seal, in hexadecimal.' }),
    unsealed: t.exposeFloat('unsealed', {
      description: 'The number of events that are not sealed yet. The verification does not cover them.',
    }),
    checkpoints: t.exposeInt('checkpoints', {
      description: 'The number of given checkpoints that belong to this chain.',
    }),
    findings: t.field({
      type: [AuditFinding],
      description: 'The findings in the order of the chain, at most 100.',
      resolve: ({ findings }) => [...findings],
    }),
    hasMoreFindings: t.exposeBoolean('hasMoreFindings', {
      description: 'Whether there are more findings than the listed ones.',
    }),
  }),
});

const AuditCheckpointInput = builder.inputType('AuditCheckpointInput', {
  description: 'A checkpoint that `auditCheckpoint` returned earlier.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'The `id` of the organisation that the chain belongs to.',
    }),
    sequence: t.float({ required: true, description: 'The position of the seal in the chain.' }),
    hash: t.string({ required: true, description: 'The hash of the seal, in hexadecimal.' }),
    sealedAt: t.field({
      type: 'DateTime',
      description: 'The date and time (UTC) at which the seal was created. It is accepted but not compared.',
    }),
  }),
});

builder.queryFields((t) => ({
  auditCheckpoint: t.field({
    type: AuditCheckpointType,
    nullable: true,
    description: "The newest seal of an organisation's hash chain. Returns null if nothing is sealed yet.",
    args: { organisation: t.arg.globalID({ for: OrganisationNode, description: ownerDescription }) },
    async resolve(_root, { organisation }, ctx) {
      const organisationId = ownerOf(ctx, organisation);
      const [newest] = await ctx.reader.auditSeal.findMany({
        where: { organisationId },
        orderBy: { sequence: 'desc' },
        take: 1,
        select: { organisationId: true, sequence: true, hash: true, sealedAt: true },
      });
      if (newest === undefined) return null;
      const { sequence, hash, sealedAt } = newest;
      return { organisation: organisationId, sequence: Number(sequence), hash: hexOf(hash), sealedAt };
    },
  }),
  verifyAuditTrail: t.field({
    type: VerifyAuditTrailSuccess,
    description:
      'Verifies the audit trail of an organisation. Finds rows that were changed, removed, inserted or reordered.',
    errors: { types: auditVerbErrors.verifyAuditTrail },
    complexity: { field: 100_000, multiplier: 1 },
    args: {
      organisation: t.arg.globalID({ for: OrganisationNode, description: ownerDescription }),
      checkpoints: t.arg({
        type: [AuditCheckpointInput],
        description: 'Checkpoints to compare the chain with, at most 100. Checkpoints of other chains are ignored.',
      }),
    },
    resolve: (_root, { organisation, checkpoints }, ctx) =>
      verifyAuditTrail(
        ctx.useCase,
        parseInput(VerifyAuditTrailInput, {
          organisation: namedOrganisation(organisation),
          checkpoints: checkpoints?.map((one) => ({ ...one, organisation: numericId(one.organisation) })),
        }),
      ),
  }),
}));

/** Returns bytes in hexadecimal, as in the audit chain. */
function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
