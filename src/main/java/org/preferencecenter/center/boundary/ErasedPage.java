package org.preferencecenter.center.boundary;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.link.entity.Scope;

/** What an old link shows of somebody who was erased: that it is done, and nothing else. */
@Named
@RequestScoped
public class ErasedPage extends PublicPage {

    static final String VIEW = "/center/erased.xhtml";

    @Inject
    private Recipients recipients;

    /** @return false if the recipient was not erased: nothing is to be shown then */
    boolean load(HttpServletRequest request, long recipient, Scope scope) {
        if (!recipients.erased(recipient)) {
            return false;
        }
        Optional<Brand> brand = Known.brandOf(catalogue(), scope, Known.brandAt(catalogue(), request.getServerName()));
        open(request, request.getParameter("l"), null, brand);
        return true;
    }
}
