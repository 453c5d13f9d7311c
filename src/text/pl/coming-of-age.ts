export const comingOfAge = {
  soonTitle: '{{name}}: {{day}} kończy lat {{age}}',
  soonTitle_young: '{{day}} kończysz lat {{age}}',
  pastTitle: '{{name}} ma teraz lat {{age}}',
  pastTitle_young: 'Masz teraz lat {{age}}',
  joins:
    'Od dnia {{day}} {{name}} też decyduje. Nic nie jest udostępniane, dopóki wszyscy, którzy decydują, nie powiedzą tak. To, co trwa teraz, tego dnia samo się zatrzyma. Potem można wybrać ponownie.',
  joins_young:
    'Od dnia {{day}} Ty też decydujesz. Nic nie jest udostępniane, dopóki Ty też nie powiesz „tak”. To, co trwa teraz, tego dnia się zatrzyma. Potem wybierzesz ponownie.',
  joinsHow:
    'Dziecko może się wtedy samo zalogować. O kod dla dziecka proszę zapytać szkołę lub inną instytucję.',
  joinsHow_young: 'Twoja odpowiedź należy do Ciebie. Nikt nie widzi tu, co wybrał ktoś inny.',
  alone:
    'Od dnia {{day}} {{name}} decyduje samodzielnie. Wcześniejsze odpowiedzi innych osób już się nie liczą. To, co na ich podstawie udostępniano, samo się zatrzyma. Własne odpowiedzi i dowody sprzed tego dnia nadal tu widać.',
  alone_young:
    'Od dnia {{day}} decydujesz samodzielnie. Wybory innych już się wtedy nie liczą. To, co trwa teraz, tego dnia się zatrzyma. Inni nadal widzą własne stare odpowiedzi i dowody.',
  aloneHow: 'O to, co dzieje się potem, można zapytać: {{name}}.',
  aloneHow_young: 'Nowe pytania o Ciebie przychodzą tylko do Ciebie.',
  joinsPast:
    'Od dnia {{day}} {{name}} też decyduje. Nic nie jest udostępniane, dopóki wszyscy, którzy decydują, nie powiedzą tak. To, co trwało wcześniej, tego dnia się zatrzymało. Można wybrać ponownie.',
  joinsPast_young:
    'Od dnia {{day}} Ty też decydujesz. Nic nie jest udostępniane, dopóki Ty też nie powiesz „tak”. Mówisz „nie”? Wtedy nic nie jest udostępniane. To, co trwało wcześniej, tego dnia się zatrzymało.',
  joinsHowPast:
    'Dziecko może się teraz samo zalogować. O kod dla dziecka proszę zapytać szkołę lub inną instytucję.',
  joinsHowPast_young: 'Twoja odpowiedź należy do Ciebie. Nikt nie widzi tu, co wybrał ktoś inny.',
  alonePast:
    'Od dnia {{day}} {{name}} decyduje samodzielnie. Wcześniejsze odpowiedzi innych osób już się nie liczą. To, co na ich podstawie udostępniano, tego dnia się zatrzymało. Własne odpowiedzi i dowody sprzed tego dnia nadal tu widać.',
  alonePast_young:
    'Od dnia {{day}} decydujesz samodzielnie. Wybory innych już się nie liczą. To, co trwało wcześniej, tego dnia się zatrzymało. Inni nadal widzą własne stare odpowiedzi i dowody.',
  aloneHowPast: 'O to, co dzieje się teraz, można zapytać: {{name}}.',
  aloneHowPast_young: 'Nowe pytania o Ciebie przychodzą tylko do Ciebie.',
};
