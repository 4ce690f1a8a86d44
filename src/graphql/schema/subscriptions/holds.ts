import { mayLift } from '../../../subscriptions/rules.ts';
import { builder } from '../builder.ts';
import { OrganisationNode } from '../organisations/type.ts';

export const HoldNode = builder.prismaNode('Hold', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    subscription: t.relation('subscription', { description: 'The subscription that it holds.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why, in the words of who placed it.' }),
    placedAt: t.expose('placedAt', { type: 'DateTime', description: 'Since when it stands.' }),
    liftedAt: t.expose('liftedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was lifted; null while it stands.',
    }),
    isYours: t.boolean({
      description: 'Whether you placed it.',
      select: { placedById: true },
      resolve: (hold, _args, { useCase }) => hold.placedById === useCase.actor.organisationId,
    }),
    isLiftable: t.boolean({
      description: 'Whether you may lift it: it was placed by you or below you.',
      select: { placedById: true, liftedAt: true },
      resolve: (hold, _args, { useCase }) => hold.liftedAt === null && mayLift(useCase.actor, hold),
    }),
    placedBy: t.prismaField({
      type: OrganisationNode,
      nullable: true,
      description: 'The organisation that placed it; null when that is above you.',
      select: { placedById: true },
      resolve: (query, { placedById: id }, _args, { reader }) =>
        reader.organisation.findUnique({ ...query, where: { id } }),
    }),
  }),
});
