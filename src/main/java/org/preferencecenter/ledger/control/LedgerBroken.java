package org.preferencecenter.ledger.control;

/** The log cannot be sealed or proven on: what is stored is not what was signed. Nothing more is signed until that is found out. */
public class LedgerBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerBroken(String what) {
        super(what);
    }
}
