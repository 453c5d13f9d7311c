export const check = {
  title: 'Check for yourself that a proof is right',
  title_young: 'See for yourself that a proof is right',
  intro: 'This page works out whether a proof is real. That happens on this device. The file goes nowhere.',
  offline: 'Feel free to switch off the internet: the page keeps working.',
  offline_young: 'You may switch off the internet: the page keeps working.',
  without:
    'This page needs JavaScript. The command kernhub verify receipt does the same. Ask someone with a computer for help.',
  without_young:
    'This page needs JavaScript. The command kernhub verify receipt does the same. Ask someone with a computer for help.',
  file: 'File with the proof',
  fileHint: 'A proof or a list that was downloaded from Kernhub.',
  keysTitle: 'Fill in keys',
  keysWhy:
    'A key shows who signed something. Without keys, what stands in the file itself counts. A forger can put own keys there.',
  logKey: 'Key of the log',
  hubKey: 'Key of Kernhub',
  fromHub: 'Fill in the keys of this website',
  fromHubWhy:
    'Note: then Kernhub itself says which key is right. Keys from someone you know, or on paper, prove more.',
  fromHubWhy_young:
    'Note: then Kernhub itself says which key is right. A key from someone you know proves more. So does one on paper.',
  run: 'Check',
  busy: 'One moment, we are working it out.',
  holds: 'This proof is right.',
  broken: 'This proof is not right.',
  brokenNext: 'Perhaps the file was changed, or another key belongs to it. Below you see what is wrong.',
  brokenNext_young:
    'Perhaps the file was changed. Or another key belongs to it. Below you see what is wrong.',
  notJson:
    'We cannot read this file as a proof. Perhaps it is a photo or a letter. Choose the file that was downloaded from Kernhub.',
  notJson_young:
    'We cannot read this file as a proof. Perhaps it is a photo or a letter. Choose the file that you downloaded from Kernhub.',
  otherKind: 'This file is something else than a proof of Kernhub. Choose another file.',
  otherKind_young: 'This is no proof of Kernhub. Choose another file.',
  tooLarge:
    'This file is too large for this page. A proof is much smaller. For a very long list there is the command kernhub verify receipt.',
  unreadable: 'The file cannot be opened. Choose it once more.',
  unreadable_young: 'The file cannot be opened. Choose it once more.',
  yes: 'Yes',
  no: 'No',
  format: 'Does the file have the form of a proof?',
  statement: 'Did Kernhub sign every word?',
  part: 'Do your own parts belong to what was written down?',
  commitment: 'Is it exactly what the log has recorded?',
  content: 'Does the proof say the same as the log?',
  notice: 'Is the explanation word for word the one of then?',
  list: 'Is the list exactly the list that was recorded?',
  leaf: 'Does the proof fit one line of the log?',
  checkpoint: 'Did the log sign how it stood?',
  inclusion: 'Does that line really stand in the log?',
  passkey: 'Was this person’s passkey in the log before?',
  signedDecision: 'Was this very answer signed?',
  signedNow: 'Was it signed for this one answer, just before?',
  signedHere: 'Was it signed on Kernhub’s website?',
  signedForSite: 'Does the passkey belong to that website?',
  signedByPerson: 'Did the device check that its owner was there?',
  signature: 'Is the signature that of this passkey?',
  checksTitle: 'What was checked',
  trustTitle: 'What is not certain yet',
  trustKeys:
    'No key of your own was filled in. A forger can make a whole file that fits too. Ask someone you know for the keys.',
  trustKeys_young:
    'You filled in no key of your own. A forger can make a whole file that fits too. Ask someone you know for the keys.',
  trustClosed: 'A part is also about someone else and stays closed. Kernhub did sign for what it says here.',
  trustWords: 'Names of partners and titles are not in the log. Kernhub signed for those.',
  trustList: 'That nothing is missing is what Kernhub says. The log proves it to whoever has all of it.',
  trustPasskey:
    'Only the person who made the passkey knows that it is theirs. Compare its code with the one on paper.',
  trustPasskey_young:
    'Is the passkey really theirs? Only who made it knows. Compare its code with the one on paper.',
  trustWitnesses:
    'Witnesses of the log were not checked here. The command kernhub verify receipt can do that.',
  details: 'For those who want to know exactly',
  paper: 'Does the file belong to the paper?',
  paperFound: 'This page was opened with the code of a paper. Now choose the file that belongs to it.',
  paperFound_young: 'This page was opened with the code of a paper. Now choose the file that belongs to it.',
};
