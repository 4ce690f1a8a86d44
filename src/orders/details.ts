import { count, flag, optionalText, type ValuesOf } from '../shared/members.ts';

/**
 * The details of an order, which `updateOrder` writes. The partner's own systems and the system that activates licences
 * use them. A new detail is declared here; `.github/CONTRIBUTING.md` lists the other files that it needs.
 */
export const orderDetails = {
  description: optionalText(2000, 'PROSE', 'Your description of the order.'),
  crmId: optionalText(255, 'ID', "The order's id in your CRM. It need not be unique."),
  refId: optionalText(255, 'ID', 'Your reference for the order. It need not be unique.'),
  activationLimit: count(
    { min: 1 },
    "The maximum number of activations of each of the order's serial numbers: up to 50, for a demo order up to 10.",
  ),
  isDemo: flag('Whether the order is a demo order.'),
  canOverwriteContainer: flag('Whether an activation may overwrite the contents of a licence container.'),
  customerRequired: flag("Whether an activation requires the order's customer to be known."),
};

export type OrderDetails = ValuesOf<typeof orderDetails>;
