import { standardVocabulary, type Vocabulary } from '../../shared/vocabulary.ts';

/** This dialect's terms in error messages and inputs. */
export const licensingVocabulary: Vocabulary = {
  ...standardVocabulary,
  members: {
    remoteId: 'id',
    name: 'customerName',
    lastName: 'customerLastName',
    companyName: 'customerCompanyName',
    description: 'customerDescription',
    email: 'customerEmail',
    phone: 'customerPhone',
  },
};
