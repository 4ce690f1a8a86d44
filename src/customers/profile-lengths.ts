/**
 * How many characters each member of a profile has at the most. The three names together have to find room in an entry of
 * the indexes that sort by them, in any script.
 */
export const profileLengths = {
  name: 255,
  lastName: 100,
  companyName: 255,
  description: 2000,
  crmId: 255,
  refId: 255,
} as const;
