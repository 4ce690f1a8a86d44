import { type EnvelopeOrder, type PlacedOrder, placedFields, saidByEnvelope, saidOrder } from './order-answer.ts';
import { envelopeSide, type Facts, graphqlSide, type Workload } from './workload.ts';

/** The n-th order that can be renewed, once. */
const renewed = (number: number, { prefix }: Facts) => ({
  firstOrder: `O-${1 + Math.floor(number / 3)}-${1 + (number % 3)}`,
  remoteId: `${prefix}${number}`,
});

/** An order that adds a term to a subscription within its window, each time to another one. */
export const createRenewalOrder: Workload = {
  name: 'createRenewalOrder',
  writes: true,
  // The dates of its term come from the row that it reads, and a script can't compute with the calendar.
  recorded: false,
  available: ({ renewable }) => renewable,
  sides: {
    graphql: graphqlSide<{ createRenewalOrder: PlacedOrder }>({
      document: `mutation CreateRenewalOrder($input: CreateRenewalOrderInput!) {
        createRenewalOrder(input: $input) {
          ... on CreateRenewalOrderSuccess { ${placedFields('databaseId')} }
          ... on Error { code message }
        }
      }`,
      variables: (number, facts) => ({ input: renewed(number, facts) }),
      sign: '"databaseId":',
      said: (data) => saidOrder(data.createRenewalOrder, true),
    }),
    envelope: envelopeSide<EnvelopeOrder>({
      method: 'createRenewalOrder',
      params: (number, facts) => {
        const { firstOrder: parent, remoteId: id } = renewed(number, facts);
        return { parent, id };
      },
      sign: '"licenses":',
      said: (order) => saidByEnvelope(order, true),
    }),
    apollo: graphqlSide<{ createRenewalOrder: PlacedOrder }>({
      document: `mutation CreateRenewalOrder($input: CreateRenewalOrderInput!) {
        createRenewalOrder(input: $input) { ${placedFields('id')} }
      }`,
      variables: (number, facts) => ({
        input: { organisationId: facts.organisationId, ...renewed(number, facts) },
      }),
      sign: '"subscription":{"id"',
      said: (data) => saidOrder(data.createRenewalOrder, true),
    }),
  },
};
