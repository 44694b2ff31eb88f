import type { Env } from '../../engine/leg/env';
import type { Interface, NetworkAcl, RouteTable } from '../../network/types';

/** Parts of another network by their ids, and what is evaluated with them. */
export class Others {
  readonly env: Env;
  private interfaces: ReadonlyMap<string, Interface> | undefined;
  private acls: ReadonlyMap<string, NetworkAcl> | undefined;
  private tables: ReadonlyMap<string, RouteTable> | undefined;

  constructor(env: Env) {
    this.env = env;
  }

  interface(id: string): Interface | undefined {
    this.interfaces ??= byId(this.env.network.interfaces);
    return this.interfaces.get(id);
  }

  acl(id: string): NetworkAcl | undefined {
    this.acls ??= byId(this.env.network.subnets.flatMap(({ acl }) => acl.options));
    return this.acls.get(id);
  }

  table(id: string): RouteTable | undefined {
    this.tables ??= byId(this.env.network.subnets.flatMap(({ table }) => table.options));
    return this.tables.get(id);
  }
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}
