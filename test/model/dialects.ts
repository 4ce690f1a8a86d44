import { type Time, unixOf } from './calendar.ts';
import type { Command } from './commands.ts';
import { adminEmailOf } from './step.ts';

// The same command in the words of either dialect. `to` is where a clock is moved.

type Words = Record<string, unknown>;

export function graphqlInput(command: Command, to: Time): Words {
  switch (command.verb) {
    case 'createCustomer':
      return { remoteId: command.id, name: command.name, admin: { email: adminEmailOf(command.id) } };
    case 'updateCustomer': {
      const { verb: _verb, id: remoteId, ...changes } = command;
      return { remoteId, ...changes };
    }
    case 'createFirstOrder': {
      const { verb: _verb, id: remoteId, ...order } = command;
      return { remoteId, ...order };
    }
    case 'createRenewalOrder':
    case 'changeSeats': {
      const { verb: _verb, id: remoteId, parent: firstOrder, ...order } = command;
      return { remoteId, firstOrder, ...order };
    }
    case 'suspendOrder':
    case 'resumeOrder':
    case 'cancelOrder':
    case 'keepOrder': {
      const { verb: _verb, id: firstOrder, ...rest } = command;
      return { firstOrder, ...rest };
    }
    case 'advanceTestClock':
      return { to };
    default: {
      const { verb: _verb, ...user } = command;
      return user;
    }
  }
}

export function envelopeParams(command: Command, to: Time): Words {
  switch (command.verb) {
    case 'createCustomer':
      return { id: command.id, name: command.name, admin: { email: adminEmailOf(command.id) } };
    case 'createFirstOrder': {
      const { verb: _verb, seats: licenses, duration, ...order } = command;
      return { ...order, licenses, duration: duration.toLowerCase() };
    }
    case 'createRenewalOrder':
    case 'changeSeats': {
      const { verb: _verb, seats: licenses, ...order } = command;
      return { ...order, licenses };
    }
    case 'createUser':
      return { email: command.email, instance: command.customer };
    case 'advanceTestClock':
      return { to: unixOf(to) };
    default: {
      const { verb: _verb, ...params } = command;
      return params;
    }
  }
}
