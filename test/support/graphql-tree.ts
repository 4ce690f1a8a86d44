import type { Partner } from './partner.ts';
import type { World } from './world.ts';

// Organisations with every relation to each other: above, below, sibling, and in another tree.

export const places = ['vendor', 'distributor', 'reseller', 'sibling', 'stranger'] as const;
export type Place = (typeof places)[number];

/** The organisations in the scope of each: its own and those below it. */
export const visibleTo: Readonly<Record<Place, readonly Place[]>> = {
  vendor: ['vendor', 'distributor', 'reseller', 'sibling'],
  distributor: ['distributor', 'reseller'],
  reseller: ['reseller'],
  sibling: ['sibling'],
  stranger: ['stranger'],
};

export type Tree = Readonly<Record<Place, Partner>>;

/** Names that occur nowhere else. */
export const nameOf: Readonly<Record<Place, string>> = {
  vendor: 'Quillfeather',
  distributor: 'Brambleworth',
  reseller: 'Osterhazel',
  sibling: 'Wendlemoor',
  stranger: 'Thistledown',
};

/**
 * Creates a vendor above two distributors, one of which has a reseller, and a stranger. Seven-digit ids and rare names
 * make them recognisable. Their renewal windows are always open.
 */
export async function createTree(world: World): Promise<Tree> {
  await world.rows('ALTER TABLE "Organisation" ALTER COLUMN "id" RESTART WITH 7700001');
  const windows = { renewalWindowDays: 3650 };
  const vendor = await world.partner({ name: nameOf.vendor, ...windows });
  const distributor = await world.partner({ name: nameOf.distributor, parent: vendor, ...windows });
  const reseller = await world.partner({ name: nameOf.reseller, parent: distributor, ...windows });
  const sibling = await world.partner({ name: nameOf.sibling, parent: vendor, ...windows });
  const stranger = await world.partner({ name: nameOf.stranger, ...windows });
  return { vendor, distributor, reseller, sibling, stranger };
}

/** All pairs of actor and owner, and whether the actor can see the owner. */
export const pairs = places.flatMap((actor) =>
  places.map((owner) => {
    const isVisible = visibleTo[actor].includes(owner);
    return { actor, owner, isVisible, can: isVisible ? 'can' : 'can not' };
  }),
);
