import { builder } from '../builder.ts';

builder.prismaObject('AuditSeal', {
  description: 'The seal of an event: an entry in the hash chain of its organisation. Hashes are in hexadecimal.',
  select: { sequence: true },
  fields: (t) => ({
    sequence: t.float({
      description: 'The position of the seal in the chain: a whole number from 1, without gaps.',
      resolve: ({ sequence }) => Number(sequence),
    }),
    contentHash: t.string({
      description: 'The SHA-256 of the event as canonical JSON (RFC 8785).',
      select: { contentHash: true },
      resolve: ({ contentHash }) => Buffer.from(contentHash).toString('hex'),
    }),
    previousHash: t.string({
      description: 'The hash of the previous seal. 64 zeros for the first seal.',
      select: { previousHash: true },
      resolve: ({ previousHash }) => Buffer.from(previousHash).toString('hex'),
    }),
    hash: t.string({
      description: 'The SHA-256 of the bytes of `previousHash` followed by the bytes of `contentHash`.',
      select: { hash: true },
      resolve: ({ hash }) => Buffer.from(hash).toString('hex'),
    }),
    sealedAt: t.expose('sealedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the event was sealed, in real time.',
    }),
  }),
});
