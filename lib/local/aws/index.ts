export { closeClients, localClients, type LocalAddress, type LocalClients } from './clients';
export { jsonRequest, plainRequest, type PlainRequest } from './plain-request';
export { requireLoopback } from './loopback';
