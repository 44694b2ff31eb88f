import { literalBlock, type Block, type PortRange, type ServiceRange } from '../address';
import type { Question } from './types';

/** Addresses, services and source ports along which the network is cut because questions name them. */
export class Cuts {
  private readonly named = new Map<string, Block>();
  private readonly services = new Map<string, ServiceRange>();
  private readonly sources = new Map<string, PortRange>();

  get blocks(): readonly Block[] {
    return [...this.named.values()];
  }

  get ranges(): readonly ServiceRange[] {
    return [...this.services.values()];
  }

  get ports(): readonly PortRange[] {
    return [...this.sources.values()];
  }

  /** Adds what a question names; `true` when any of it is new. */
  add(addresses: readonly string[], services: readonly ServiceRange[], ports: readonly PortRange[] = []): boolean {
    const before = this.count();
    for (const address of addresses) {
      const block = literalBlock(address);
      if (block !== undefined) {
        this.named.set(address, block);
      }
    }
    for (const service of services) {
      this.services.set(JSON.stringify(service), service);
    }
    for (const range of ports) {
      this.sources.set(`${range.from}-${range.to}`, range);
    }
    return this.count() > before;
  }

  /** Adds what a question names; `true` when any of it is new. */
  addQuestion({ from, to, services, sourcePorts }: Question): boolean {
    const addresses = [...from, ...to].flatMap((party) =>
      party.kind === 'internet' && party.address !== undefined ? [party.address] : [],
    );
    return this.add(addresses, services ?? [], sourcePorts === undefined ? [] : [sourcePorts]);
  }

  private count(): number {
    return this.named.size + this.services.size + this.sources.size;
  }
}
