import { type EnvelopeOrder, type PlacedOrder, placedFields, saidByEnvelope, saidOrder } from './order-answer.ts';
import { envelopeSide, type Facts, graphqlSide, type Workload } from './workload.ts';

const product = 'oo-lite';
const seats = 20;

/** A customer that takes new orders: each tenth does not. */
function activeCustomer(number: number, { customers }: Facts): string {
  const at = (number * 7919) % customers;
  return `C-${1 + at - (at % 10) + (at % 9)}`;
}

const ordered = (number: number, facts: Facts) => ({
  customer: activeCustomer(number, facts),
  remoteId: `${facts.prefix}${number}`,
  product,
  seats,
  duration: 'MONTHLY',
});

/** An order that opens a subscription: customer and offer looked up, four rows written together, and the answer read. */
export const createFirstOrder: Workload = {
  name: 'createFirstOrder',
  writes: true,
  recorded: true,
  sides: {
    graphql: graphqlSide<{ createFirstOrder: PlacedOrder }>({
      document: `mutation CreateFirstOrder($input: CreateFirstOrderInput!) {
        createFirstOrder(input: $input) {
          ... on CreateFirstOrderSuccess { ${placedFields('databaseId')} }
          ... on Error { code message }
        }
      }`,
      variables: (number, facts) => ({ input: ordered(number, facts) }),
      sign: '"databaseId":',
      said: (data) => saidOrder(data.createFirstOrder, false),
    }),
    envelope: envelopeSide<EnvelopeOrder>({
      method: 'createFirstOrder',
      params: (number, facts) => {
        const { customer, remoteId: id } = ordered(number, facts);
        return { customer, id, product, licenses: seats, duration: 'monthly' };
      },
      sign: '"licenses":',
      said: (order) => saidByEnvelope(order, false),
    }),
    apollo: graphqlSide<{ createFirstOrder: PlacedOrder }>({
      document: `mutation CreateFirstOrder($input: CreateFirstOrderInput!) {
        createFirstOrder(input: $input) { ${placedFields('id')} }
      }`,
      variables: (number, facts) => ({
        input: { organisationId: facts.organisationId, ...ordered(number, facts) },
      }),
      sign: '"subscription":{"id"',
      said: (data) => saidOrder(data.createFirstOrder, false),
    }),
  },
};
