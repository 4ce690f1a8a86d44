/** Changes to an object. An undefined member stays unchanged. */
export type Changes<Whole> = { readonly [Member in keyof Whole]?: Whole[Member] | undefined };

/** Returns the values of these members. Undefined ones are left out. */
export function definedMembers<Whole>(changes: Changes<Whole>, members: readonly (keyof Whole)[]): Partial<Whole> {
  const defined = members.filter((member) => changes[member] !== undefined);
  return Object.fromEntries(defined.map((member) => [member, changes[member]])) as Partial<Whole>;
}

/** Returns the members in which two versions differ. Lists are compared item by item. */
export function differing<Member extends string>(
  before: Readonly<Record<Member, unknown>>,
  after: Readonly<Record<Member, unknown>>,
  members: readonly Member[],
): Member[] {
  return members.filter((member) => !isSame(before[member], after[member]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
