package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.ReceiptView;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.platform.control.Pdf;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.proof.control.Receipts;
import org.preferencecenter.proof.entity.Receipt;
import org.preferencecenter.proof.entity.ReceiptJson;

/** The receipt of a choice of the person shown, as they would get it themselves, in their language. */
@Named
@RequestScoped
public class ReceiptPart {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Receipts receipts;
    @Inject
    private Phrasebook phrasebook;
    @Inject
    private Pdf pdf;

    /** Whether one was asked for. */
    boolean asked() {
        return request.getParameter("receipt") != null;
    }

    /**
     * Hands it over; that it was taken is a line of the audit.
     *
     * @param chain whose chain of entries; {@code person} whom it stands for
     * @return false if there is none at the brands this officer answers for
     */
    boolean send(long chain, Recipient person) {
        desk.require(Right.SEE_PERSON);
        Optional<UUID> change = Optional.ofNullable(request.getParameter("change")).flatMap(Said::change);
        String language = Locales.choose(null, person.locale(), null, desk.getLanguage());
        Optional<Receipt> receipt = change.flatMap(id -> desk.getBrands().stream().filter(brand -> desk.brandIds().contains(brand.id()))
                .flatMap(brand -> of(chain, id, brand, language).stream()).findFirst());
        receipt.ifPresent(found -> {
            desk.audit("person.receipt", "recipient:" + person.id(), null, Map.of("change", found.id().toString()));
            hand(found);
        });
        return receipt.isPresent();
    }

    private Optional<Receipt> of(long chain, UUID change, Brand brand, String language) {
        return receipts.of(chain, change, brand, language);
    }

    private void hand(Receipt receipt) {
        boolean json = "json".equals(request.getParameter("receipt"));
        byte[] file = json ? ReceiptJson.write(receipt).getBytes(StandardCharsets.UTF_8)
                : pdf.print(ReceiptView.of(receipt, phrasebook.in(receipt.language())).printed());
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType(json ? "application/ld+json" : "application/pdf");
        response.setHeader("Content-Disposition", "attachment; filename=\"receipt-" + receipt.id() + (json ? ".jsonld\"" : ".pdf\""));
        try {
            response.getOutputStream().write(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
    }
}
