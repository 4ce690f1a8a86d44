import { standardVocabulary, type Vocabulary } from '../../shared/vocabulary.ts';

/** The terms of this dialect in error messages and inputs. */
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
