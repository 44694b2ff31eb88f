export { closeClients, localClients, type LocalAddress, type LocalClients } from './clients';
export { requireLoopback } from './loopback';
