/** The ways in which each verb and preview comes out that 1,500 random lives always come across. */
const frequent = {
  advanceTestClock: ['done', 'done, with announcements', 'nothing to do', 'broken at COMMIT', 'CLOCK_BACKWARD'],
  createCustomer: ['done', 'nothing to do', 'REMOTE_ID_CONFLICT'],
  updateCustomer: ['done', 'nothing to do', 'broken at COMMIT', 'CUSTOMER_NOT_FOUND'],
  createFirstOrder: [
    ...['done', 'nothing to do', 'broken at COMMIT', 'REMOTE_ID_CONFLICT', 'CUSTOMER_NOT_FOUND', 'UNKNOWN_PRODUCT'],
  ],
  createRenewalOrder: [
    ...['done', 'nothing to do', 'broken at COMMIT', 'REMOTE_ID_CONFLICT', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
    ...['RENEWAL_TOO_EARLY', 'NEXT_TERM_SOLD', 'CANCELLATION_SCHEDULED', 'HOLD_NOT_YOURS'],
  ],
  changeSeats: ['done', 'broken at COMMIT', 'REMOTE_ID_CONFLICT', 'STATUS_FORBIDS', 'SEATS_NOT_INCREASED'],
  suspendOrder: ['done', 'nothing to do', 'broken at COMMIT', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
  resumeOrder: ['done', 'nothing to do', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
  cancelOrder: ['done', 'nothing to do', 'broken at COMMIT', 'ORDER_NOT_FOUND'],
  keepOrder: ['done', 'nothing to do', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
  createUser: ['done', 'broken at COMMIT', 'EMAIL_TAKEN', 'CUSTOMER_NOT_FOUND', 'SEAT_LIMIT_REACHED'],
  updateUserByEmail: ['done', 'nothing to do', 'USER_NOT_FOUND'],
  removeUser: ['done', 'USER_NOT_FOUND'],
  'preview of createFirstOrder': ['told', 'CUSTOMER_NOT_FOUND'],
  'preview of createRenewalOrder': [
    ...['told', 'RENEWAL_TOO_EARLY', 'NEXT_TERM_SOLD', 'CANCELLATION_SCHEDULED', 'STATUS_FORBIDS', 'HOLD_NOT_YOURS'],
  ],
  'preview of changeSeats': ['told', 'SEATS_NOT_INCREASED'],
  'preview of suspendOrder': ['told'],
  'preview of cancelOrder': ['told'],
};

/** Those that random lives come across seldom. */
const rare = {
  createCustomer: ['broken at COMMIT'],
  createFirstOrder: ['CUSTOMER_INACTIVE'],
  createRenewalOrder: ['NOT_A_FIRST_ORDER', 'done, with announcements'],
  changeSeats: ['NOT_A_FIRST_ORDER', 'ORDER_NOT_FOUND', 'done, with announcements', 'nothing to do'],
  suspendOrder: ['NOT_A_FIRST_ORDER', 'done, with announcements'],
  resumeOrder: ['NOT_A_FIRST_ORDER', 'broken at COMMIT', 'nothing to do, with announcements'],
  cancelOrder: ['NOT_A_FIRST_ORDER', 'STATUS_FORBIDS', 'done, with announcements'],
  keepOrder: ['NOT_A_FIRST_ORDER', 'broken at COMMIT', 'done, with announcements', 'nothing to do, with announcements'],
  createUser: ['CUSTOMER_INACTIVE'],
  updateUserByEmail: ['broken at COMMIT'],
  removeUser: ['broken at COMMIT'],
  'preview of createFirstOrder': ['CUSTOMER_INACTIVE', 'REMOTE_ID_CONFLICT', 'UNKNOWN_PRODUCT'],
  'preview of createRenewalOrder': ['NOT_A_FIRST_ORDER', 'ORDER_NOT_FOUND', 'REMOTE_ID_CONFLICT'],
  'preview of changeSeats': ['NOT_A_FIRST_ORDER', 'ORDER_NOT_FOUND', 'REMOTE_ID_CONFLICT', 'STATUS_FORBIDS'],
  'preview of suspendOrder': ['NOT_A_FIRST_ORDER', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
  'preview of cancelOrder': ['NOT_A_FIRST_ORDER', 'ORDER_NOT_FOUND', 'STATUS_FORBIDS'],
};

/** As the outcomes of lives name them: the verb and how it came out. */
export const frequentWays = namesOf(frequent);
export const allWays = [...frequentWays, ...namesOf(rare)];

function namesOf(ways: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(ways).flatMap(([verb, found]) => found.map((way) => `${verb}: ${way}`));
}
