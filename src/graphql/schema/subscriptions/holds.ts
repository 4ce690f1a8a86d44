import { mayLift } from '../../../subscriptions/rules.ts';
import { builder } from '../builder.ts';
import { OrganisationNode } from '../organisations/type.ts';

export const HoldNode = builder.prismaNode('Hold', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    subscription: t.relation('subscription', { description: 'The subscription that the hold suspends.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'The reason for the suspension, as the organisation that placed the hold wrote it.',
    }),
    placedAt: t.expose('placedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the hold was placed.',
    }),
    liftedAt: t.expose('liftedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date and time (UTC) at which the hold was lifted. Null while the hold is active.',
    }),
    isYours: t.boolean({
      description: 'Whether your organisation placed the hold.',
      select: { placedById: true },
      resolve: (hold, _args, { useCase }) => hold.placedById === useCase.actor.organisationId,
    }),
    isLiftable: t.boolean({
      description:
        'Whether you may lift the hold. You may if it is active and was placed by your organisation or a descendant of it.',
      select: { placedById: true, liftedAt: true },
      resolve: (hold, _args, { useCase }) => hold.liftedAt === null && mayLift(useCase.actor, hold),
    }),
    placedBy: t.prismaField({
      type: OrganisationNode,
      nullable: true,
      description: 'The organisation that placed the hold. Null if it is an ancestor of your organisation.',
      select: { placedById: true },
      resolve: (query, { placedById: id }, _args, { reader }) =>
        reader.organisation.findUnique({ ...query, where: { id } }),
    }),
  }),
});
