package org.preferencecenter.office.boundary;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The office's forms are sent to the address of the page they stand on, query and all: with no view kept anywhere, the
 * address is what tells which page, which person, which brand it is about (ADR 0020).
 */
public final class OfficeAddresses extends ViewHandlerWrapper {

    private static final String ROOT = "/office/";
    private static final String ENDING = ".xhtml";

    public OfficeAddresses(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String view) {
        if (!view.startsWith(ROOT)) {
            return super.getActionURL(context, view);
        }
        HttpServletRequest request = (HttpServletRequest) context.getExternalContext().getRequest();
        String path = view.substring(0, view.length() - ENDING.length());
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }
}
