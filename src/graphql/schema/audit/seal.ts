import { builder } from '../builder.ts';

builder.prismaObject('AuditSeal', {
  description: "An event's place in the hash chain of its organisation. Hashes are in hexadecimal.",
  select: { sequence: true },
  fields: (t) => ({
    sequence: t.float({
      description: 'The place: a whole number from 1, without gaps.',
      resolve: ({ sequence }) => Number(sequence),
    }),
    contentHash: t.string({
      description: 'The SHA-256 of the event as canonical JSON.',
      select: { contentHash: true },
      resolve: ({ contentHash }) => Buffer.from(contentHash).toString('hex'),
    }),
    previousHash: t.string({
      description: 'The hash of the seal before; zeros for the first.',
      select: { previousHash: true },
      resolve: ({ previousHash }) => Buffer.from(previousHash).toString('hex'),
    }),
    hash: t.string({
      description: 'The SHA-256 of `previousHash` and `contentHash`, as bytes.',
      select: { hash: true },
      resolve: ({ hash }) => Buffer.from(hash).toString('hex'),
    }),
    sealedAt: t.expose('sealedAt', { type: 'DateTime', description: 'When it was sealed.' }),
  }),
});
