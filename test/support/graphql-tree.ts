import type { Partner } from './partner.ts';
import type { World } from './world.ts';

// Organisations of every relation to each other: above, below, beside, and of another tree.

export const places = ['vendor', 'distributor', 'reseller', 'sibling', 'stranger'] as const;
export type Place = (typeof places)[number];

/** Whom each may see and act for: itself and what is below it. */
export const visibleTo: Readonly<Record<Place, readonly Place[]>> = {
  vendor: ['vendor', 'distributor', 'reseller', 'sibling'],
  distributor: ['distributor', 'reseller'],
  reseller: ['reseller'],
  sibling: ['sibling'],
  stranger: ['stranger'],
};

export type Tree = Readonly<Record<Place, Partner>>;

/** Names that turn up nowhere else. */
export const nameOf: Readonly<Record<Place, string>> = {
  vendor: 'Quillfeather',
  distributor: 'Brambleworth',
  reseller: 'Osterhazel',
  sibling: 'Wendlemoor',
  stranger: 'Thistledown',
};

/**
 * A vendor above two distributors, one of which has a reseller, and a stranger. Their ids are of seven digits and their
 * names are rare, so that they are recognised wherever they turn up. Their windows are always open for a renewal.
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

/** Every actor with every owner, and whether the one may see the other. */
export const pairs = places.flatMap((actor) =>
  places.map((owner) => {
    const isVisible = visibleTo[actor].includes(owner);
    return { actor, owner, isVisible, can: isVisible ? 'can' : 'can not' };
  }),
);
