export const comingOfAge = {
  soonTitle: '{{name}}: {{day}} kończy lat {{age}}',
  soonTitle_young: '{{day}} kończysz lat {{age}}',
  pastTitle: '{{name}} ma teraz lat {{age}}',
  pastTitle_young: 'Masz teraz lat {{age}}',
  joins:
    'Od dnia {{day}} {{name}} też decyduje. Nic nie jest udostępniane, dopóki wszyscy, którzy decydują, nie powiedzą tak. To, co trwa teraz, tego dnia samo się zatrzyma. Potem można wybrać ponownie.',
  joins_young:
    'Od dnia {{day}} Ty też decydujesz. Nic nie jest udostępniane, dopóki Ty też nie powiesz tak. Jeśli powiesz nie, nic nie będzie udostępnione. To, co trwało wcześniej, tego dnia samo się zatrzymało.',
  joinsHow:
    'Dziecko może się wtedy samo zalogować. O kod dla dziecka proszę zapytać szkołę lub inną instytucję.',
  joinsHow_young: 'Twoja odpowiedź należy do Ciebie. Nikt nie widzi tu, co wybrał ktoś inny.',
  alone:
    'Od dnia {{day}} {{name}} decyduje samodzielnie. Wcześniejsze odpowiedzi innych osób już się nie liczą. To, co na ich podstawie udostępniano, samo się zatrzyma. Własne odpowiedzi i dowody sprzed tego dnia nadal tu widać.',
  alone_young:
    'Od dnia {{day}} decydujesz samodzielnie. Wcześniejsze wybory innych osób już się nie liczą. To, co na ich podstawie udostępniano, samo się zatrzyma. Inni nadal widzą własne odpowiedzi i dowody sprzed tego dnia.',
  aloneHow: 'O to, co dzieje się potem, można zapytać: {{name}}.',
  aloneHow_young: 'Nowe pytania o Ciebie przychodzą tylko do Ciebie.',
};
