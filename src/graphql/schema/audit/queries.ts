import type { AuditCheckpoint, AuditVerdict, Finding } from '../../../audit/types.ts';
import { VerifyAuditTrailInput, verifyAuditTrail } from '../../../audit/verify-audit-trail.ts';
import { parseInput } from '../../../shared/input.ts';
import { builder } from '../builder.ts';
import { FindingKindEnum } from '../enums.ts';
import { errorsOf } from '../errors/unions.ts';
import { encodeGlobalId, numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { namedOrganisation, ownerOf } from '../owner.ts';

const whoseTrail = 'Whose trail, where that is not yours: an organisation below you, by its `id`.';

const AuditCheckpointType = builder
  .objectRef<Omit<AuditCheckpoint, 'sealedAt'> & { sealedAt: Date }>('AuditCheckpoint')
  .implement({
    description:
      'The newest seal of a chain. Keep it outside this service: what it vouches for can not be changed unnoticed any more.',
    fields: (t) => ({
      organisation: t.id({
        description: 'The `id` of the organisation whose chain it is.',
        resolve: ({ organisation }) => encodeGlobalId('Organisation', organisation),
      }),
      sequence: t.exposeFloat('sequence', { description: 'Its place in the chain: a whole number from 1.' }),
      hash: t.exposeString('hash', { description: 'Its hash, in hexadecimal.' }),
      sealedAt: t.expose('sealedAt', { type: 'DateTime', description: 'When it was made.' }),
    }),
  });

const AuditFinding = builder.objectRef<Finding>('AuditFinding').implement({
  description: 'A row of the audit trail that is not what it was when it was written.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FindingKindEnum, description: 'What was done to it.' }),
    sequence: t.exposeFloat('sequence', {
      nullable: true,
      description: 'Its place in the chain; null for an event that has none.',
    }),
    event: t.id({
      nullable: true,
      description: 'The `id` of the event, which may be gone; null where nothing is left that names it.',
      resolve: ({ eventId }) => (eventId === null ? null : encodeGlobalId('Event', eventId)),
    }),
    otherSequence: t.exposeFloat('otherSequence', {
      nullable: true,
      description: 'Where a row that was moved belongs, or up to where a checkpoint knows the chain.',
    }),
  }),
});

const VerifyAuditTrailSuccess = builder.objectRef<AuditVerdict>('VerifyAuditTrailSuccess').implement({
  description: 'What came of looking through an audit trail. It is whole where there are no findings.',
  fields: (t) => ({
    isWhole: t.boolean({
      description: 'Whether everything is as it was written, as far as the chain and the checkpoints can tell.',
      resolve: ({ findings }) => findings.length === 0,
    }),
    events: t.exposeFloat('events', { description: 'How many sealed events were looked at.' }),
    sequence: t.exposeFloat('sequence', { description: 'The last place in the chain; 0 where there is none.' }),
    hash: t.exposeString('hash', { description: 'The hash there, in hexadecimal.' }),
    unsealed: t.exposeFloat('unsealed', {
      description: 'How many events wait to be sealed; nothing vouches for those.',
    }),
    checkpoints: t.exposeInt('checkpoints', { description: 'How many of the given checkpoints are of this chain.' }),
    findings: t.field({
      type: [AuditFinding],
      description: 'What is wrong, in the order of the chain; at most 100.',
      resolve: ({ findings }) => [...findings],
    }),
    hasMoreFindings: t.exposeBoolean('hasMoreFindings', { description: 'Whether there is more than what is listed.' }),
  }),
});

const AuditCheckpointInput = builder.inputType('AuditCheckpointInput', {
  description: 'A checkpoint as it was answered once.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, required: true, description: 'Whose chain it is.' }),
    sequence: t.float({ required: true, description: 'Its place in the chain.' }),
    hash: t.string({ required: true, description: 'Its hash.' }),
    sealedAt: t.field({ type: 'DateTime', description: 'When it was made; this is not compared.' }),
  }),
});

builder.queryFields((t) => ({
  auditCheckpoint: t.field({
    type: AuditCheckpointType,
    nullable: true,
    description: 'Where the chain of an organisation has got to; null where nothing is sealed yet.',
    args: { organisation: t.arg.globalID({ for: OrganisationNode, description: whoseTrail }) },
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
      'Looks through the audit trail of an organisation for rows that were changed, removed, inserted or reordered.',
    errors: { types: errorsOf.verifyAuditTrail },
    complexity: { field: 100_000, multiplier: 1 },
    args: {
      organisation: t.arg.globalID({ for: OrganisationNode, description: whoseTrail }),
      checkpoints: t.arg({
        type: [AuditCheckpointInput],
        description: 'Checkpoints to hold the chain against, at most 100; those of other chains are left aside.',
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

/** Bytes as the contracts of the chain write them. */
function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
