import { and, andInto, or, orInto, type Bits, type ServiceSpace } from '../address';

/** Packets that surely pass, and those that may: what surely passes also may. */
export interface Pass {
  readonly may: Bits;
  readonly must: Bits;
}

export function everythingPasses(space: ServiceSpace): Pass {
  return { may: space.all, must: space.all };
}

export function nothingPasses(space: ServiceSpace): Pass {
  return { may: space.none(), must: space.none() };
}

export function mayPass(space: ServiceSpace): Pass {
  return { may: space.all, must: space.none() };
}

/** What passes both. */
export function bothPass(a: Pass, b: Pass): Pass {
  return { may: and(a.may, b.may), must: and(a.must, b.must) };
}

/** What passes one of two, both of which are there. */
export function eitherPasses(a: Pass, b: Pass): Pass {
  return { may: or(a.may, b.may), must: or(a.must, b.must) };
}

/** What passes when one of some happens, and only the deployment tells which. */
export function oneOfPasses(space: ServiceSpace, all: readonly Pass[], isComplete: boolean): Pass {
  const may = space.none();
  const must = isComplete && all.length > 0 ? space.all.slice() : space.none();
  for (const each of all) {
    orInto(may, each.may);
    andInto(must, each.must);
  }
  return { may, must };
}
