#!/bin/sh
# Makes the PDFs of this folder, with programs of Debian 12:
# apt-get install --no-install-recommends libreoffice-writer-nogui texlive-latex-recommended ghostscript qpdf mupdf-tools poppler-utils chromium
#   python3-reportlab python3-pikepdf python3-cairo python3-matplotlib img2pdf imagemagick groff graphviz gnuplot-nox weasyprint librsvg2-bin enscript
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
export LC_ALL=C.UTF-8 work

cat > "$work/page.html" <<'HTML'
<!doctype html><html lang="de"><meta charset="utf-8"><title>Vertrag</title><h1>Wartungsvertrag</h1><p>Zwischen ETRON und Łukasz Čížek: 1.200 €.</p>
<p style="page-break-before:always">Zweite Seite. <a href="https://example.org/">Verweis</a></p></html>
HTML
printf 'Wartungsvertrag\n\nZwischen ETRON und dem Kunden.\n' > "$work/page.txt"
convert -size 300x200 gradient:red-blue "$work/photo.jpg"
convert -size 300x200 gradient:black-white "$work/gray.png"
printf '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><text x="20" y="50" font-size="24">Vertrag</text><circle cx="150" cy="200" r="80" fill="teal" opacity=".5"/></svg>' > "$work/page.svg"

# LibreOffice: from text, from HTML, tagged and archived, and a form.
office() { soffice -env:UserInstallation="file://$work/office" --headless --convert-to "$2" --outdir "$work/out" "$1" > /dev/null 2>&1; }
office "$work/page.txt" pdf && cp "$work/out/page.pdf" libreoffice-text.pdf
office "$work/page.html" 'pdf:writer_web_pdf_Export' && cp "$work/out/page.pdf" libreoffice-html.pdf
office "$work/page.html" 'pdf:writer_web_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}' && cp "$work/out/page.pdf" libreoffice-pdfa2.pdf
cat > "$work/form.html" <<'HTML'
<!doctype html><meta charset="utf-8"><form action="https://example.org/"><p>Name <input name="Kunde" maxlength="40" value="Huber"></p><p><textarea name="Anmerkung" rows="3" cols="40"></textarea></p>
<p><input type="checkbox" name="AGB"> AGB</p><p><input type="radio" name="Paket" value="Basis"> Basis <input type="radio" name="Paket" value="Plus"> Plus</p>
<p><select name="Land"><option>Wien</option><option>Graz</option></select></p></form>
HTML
office "$work/form.html" 'pdf:writer_web_pdf_Export' && cp "$work/out/form.pdf" libreoffice-form.pdf
# Frames, grounds, alignment, a number, a date, an editable list and one of several options.
cat > "$work/frames.fodt" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:ooo="http://openoffice.org/2004/office" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="ctl" style:family="graphic"><style:graphic-properties fo:background-color="#ffffcc" fo:border="0.05cm solid #0000cc" style:run-through="foreground"/><style:paragraph-properties fo:text-align="start"/><style:text-properties fo:font-family="Liberation Sans" fo:font-size="11pt"/></style:style>
<style:style style:name="ctr" style:family="graphic"><style:graphic-properties fo:border="0.02cm solid #000000" style:run-through="foreground"/><style:paragraph-properties fo:text-align="end"/><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="c3d" style:family="graphic"><style:graphic-properties fo:border="inset" style:run-through="foreground"/><style:paragraph-properties fo:text-align="center"/></style:style>
</office:automatic-styles>
<office:body><office:text>
<office:forms form:automatic-focus="false" form:apply-design-mode="false"><form:form form:name="F" form:command-type="table" office:target-frame="">
<form:text form:name="Firma" form:control-implementation="ooo:com.sun.star.form.component.TextField" form:id="c1" xml:id="c1" form:value="Hollerbach" form:current-value="Hollerbach"/>
<form:formatted-text form:name="Betrag" form:control-implementation="ooo:com.sun.star.form.component.NumericField" form:id="c2" xml:id="c2" form:current-value="5.25"/>
<form:text form:name="Mitte" form:control-implementation="ooo:com.sun.star.form.component.TextField" form:id="c3" xml:id="c3" form:current-value="mittig" form:value="mittig"/>
<form:checkbox form:name="Newsletter" form:control-implementation="ooo:com.sun.star.form.component.CheckBox" form:id="c4" xml:id="c4" form:image-position="center"/>
<form:radio form:name="Paket" form:control-implementation="ooo:com.sun.star.form.component.RadioButton" form:id="c5" xml:id="c5" form:value="Basis"/>
<form:radio form:name="Paket" form:control-implementation="ooo:com.sun.star.form.component.RadioButton" form:id="c6" xml:id="c6" form:value="Plus"/>
<form:combobox form:name="Ort" form:control-implementation="ooo:com.sun.star.form.component.ComboBox" form:id="c7" xml:id="c7" form:dropdown="true" form:value="Linz"><form:item form:label="Wien"/><form:item form:label="Linz"/></form:combobox>
<form:listbox form:name="Module" form:control-implementation="ooo:com.sun.star.form.component.ListBox" form:id="c8" xml:id="c8" form:multiple="true" form:bound-column="1"><form:option form:label="Kassa"/><form:option form:label="Lager"/><form:option form:label="Web"/></form:listbox>
<form:date form:name="Beginn" form:control-implementation="ooo:com.sun.star.form.component.DateField" form:id="c9" xml:id="c9" form:value="2025-07-01" form:current-value="2025-07-01"/>
<form:textarea form:name="Anm" form:control-implementation="ooo:com.sun.star.form.component.TextField" form:id="c10" xml:id="c10" form:value="a"/>
</form:form></office:forms>
<text:p><draw:control text:anchor-type="paragraph" draw:z-index="0" draw:style-name="ctl" svg:width="6cm" svg:height="0.8cm" svg:x="2cm" svg:y="1cm" draw:control="c1"/><draw:control text:anchor-type="paragraph" draw:style-name="ctr" svg:width="4cm" svg:height="0.8cm" svg:x="9cm" svg:y="1cm" draw:control="c2"/><draw:control text:anchor-type="paragraph" draw:style-name="c3d" svg:width="6cm" svg:height="0.8cm" svg:x="2cm" svg:y="2.2cm" draw:control="c3"/><draw:control text:anchor-type="paragraph" draw:style-name="c3d" svg:width="4cm" svg:height="0.6cm" svg:x="2cm" svg:y="3.4cm" draw:control="c4"/><draw:control text:anchor-type="paragraph" svg:width="3cm" svg:height="0.6cm" svg:x="2cm" svg:y="4.4cm" draw:control="c5"/><draw:control text:anchor-type="paragraph" svg:width="3cm" svg:height="0.6cm" svg:x="6cm" svg:y="4.4cm" draw:control="c6"/><draw:control text:anchor-type="paragraph" draw:style-name="ctr" svg:width="4cm" svg:height="0.7cm" svg:x="2cm" svg:y="5.4cm" draw:control="c7"/><draw:control text:anchor-type="paragraph" draw:style-name="ctl" svg:width="4cm" svg:height="2cm" svg:x="8cm" svg:y="5.4cm" draw:control="c8"/><draw:control text:anchor-type="paragraph" draw:style-name="ctr" svg:width="4cm" svg:height="0.7cm" svg:x="2cm" svg:y="7.8cm" draw:control="c9"/><draw:control text:anchor-type="paragraph" draw:style-name="c3d" svg:width="10cm" svg:height="2cm" svg:x="2cm" svg:y="9cm" draw:control="c10"/></text:p>
</office:text></office:body></office:document>
XML
office "$work/frames.fodt" pdf && cp "$work/out/frames.pdf" libreoffice-frames.pdf
office "$work/page.html" 'pdf:writer_web_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"geheim"}}' && cp "$work/out/page.pdf" encrypted-libreoffice.pdf

# TeX: with object streams, without, several pages, links, a form.
tex() { printf '%s' "$2" > "$work/$1.tex"; (cd "$work" && pdflatex -interaction=batchmode "$1.tex" > /dev/null && pdflatex -interaction=batchmode "$1.tex" > /dev/null); cp "$work/$1.pdf" "$1.pdf"; }
tex tex-plain '\documentclass{article}\begin{document}Vertrag $\int x\,dx$\end{document}'
tex tex-old '\pdfobjcompresslevel=0 \pdfminorversion=3 \documentclass{article}\begin{document}Vertrag\newpage Seite\end{document}'
tex tex-links '\documentclass{article}\usepackage{hyperref}\begin{document}\tableofcontents\section{Eins}\url{https://example.org}\newpage\section{Zwei}\end{document}'
tex tex-landscape '\documentclass{article}\usepackage[landscape,a5paper]{geometry}\begin{document}Quer\end{document}'
# Every kind of border and field, which viewers have to draw; without labels.
tex tex-form '\documentclass{article}\usepackage{hyperref}\pagestyle{empty}
\renewcommand{\LayoutTextField}[2]{#2}\renewcommand{\LayoutChoiceField}[2]{#2}\renewcommand{\LayoutCheckField}[2]{#2}
\begin{document}\begin{Form}\noindent
\TextField[name=Firma,width=6cm,value={Hollerbach},bordercolor={0 0 1}]{}\par\bigskip
\TextField[name=Rechts,width=4cm,align=2,value=100,borderstyle=D,bordercolor={1 0 0}]{}\par\bigskip
\TextField[name=Anmerkung,multiline=true,width=8cm,height=2cm,borderstyle=B,bordercolor={.5 .5 .5},backgroundcolor={.9 .9 1}]{}\par\bigskip
\TextField[name=PIN,password=true,width=4cm,borderstyle=I,bordercolor={.5 .5 .5}]{}\par\bigskip
\TextField[name=Unterstrichen,width=4cm,borderstyle=U,bordercolor={0 0 0}]{}\par\bigskip
\CheckBox[name=AGB,width=0.5cm,height=0.5cm,bordercolor={0 0 0}]{}\quad \CheckBox[name=Newsletter,checked,width=0.5cm,height=0.5cm]{}\par\bigskip
\ChoiceMenu[name=Paket,radio,default=Plus,bordercolor={0 0 0}]{}{=Basis,=Plus}\par\bigskip
\ChoiceMenu[name=Land,combo,width=4cm]{}{Wien,Graz}\par\bigskip
\ChoiceMenu[name=Ort,combo,popdown,width=4cm]{}{Linz,Steyr}\par\bigskip
\ChoiceMenu[name=Mehrere,multiselect=true,menulength=3,width=4cm]{}{A,B,C}
\end{Form}\end{document}'
latex_dvi() { (cd "$work" && latex -interaction=batchmode tex-plain.tex > /dev/null && dvips -q -o tex.ps tex-plain.dvi 2> /dev/null); }
latex_dvi && gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -sOutputFile=tex-dvips-ghostscript.pdf "$work/tex.ps"

# Ghostscript, enscript, groff.
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -sOutputFile=ghostscript-14.pdf libreoffice-text.pdf
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dCompatibilityLevel=1.7 -dPDFSETTINGS=/screen -sOutputFile=ghostscript-screen.pdf tex-links.pdf
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfimage8 -r40 -sOutputFile=ghostscript-image.pdf tex-plain.pdf
enscript -q -p "$work/enscript.ps" "$work/page.txt" && ps2pdf "$work/enscript.ps" enscript-ps2pdf.pdf
printf '.TH VERTRAG 1\n.SH NAME\nVertrag\n' | groff -man -Tpdf > groff.pdf

# cairo and what draws with it; Skia; others.
rsvg-convert -f pdf -o cairo-rsvg.pdf "$work/page.svg"
echo 'digraph { Angebot -> Vertrag -> Rechnung }' | dot -Tpdf -o cairo-graphviz.pdf
gnuplot -e "set term pdfcairo; set output 'cairo-gnuplot.pdf'; plot sin(x)"
weasyprint -q "$work/page.html" weasyprint.pdf
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=chromium-skia.pdf "file://$work/page.html" 2> /dev/null
img2pdf -o img2pdf-jpeg.pdf "$work/photo.jpg"
img2pdf -o img2pdf-png.pdf "$work/gray.png"
pdftocairo -pdf tex-links.pdf cairo-poppler.pdf
pdfunite tex-plain.pdf libreoffice-text.pdf poppler-unite.pdf
/usr/bin/python3 - <<'PY'
import os, cairo, matplotlib
matplotlib.use('pdf')
import matplotlib.pyplot as plot
plot.plot([1, 3, 2]); plot.title('Vertrag €'); plot.savefig('matplotlib.pdf')
surface = cairo.PDFSurface('cairo-python.pdf', 400, 300)
context = cairo.Context(surface); context.move_to(20, 50); context.show_text('Vertrag'); surface.finish()
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A4
c = canvas.Canvas('reportlab-200-pages.pdf', pagesize=A4)
for n in range(200): c.drawString(50, 800, 'Seite %d' % (n + 1)); c.showPage()
c.save()
c = canvas.Canvas('reportlab-form.pdf', pagesize=A4); c.drawString(50, 780, 'Formular')
c.acroForm.textfield(name='Kunde', x=50, y=700, width=200, height=20, fieldFlags='required', maxlen=30)
c.acroForm.checkbox(name='AGB', x=50, y=650, size=16)
c.acroForm.radio(name='Paket', value='Basis', x=50, y=600, size=16); c.acroForm.radio(name='Paket', value='Plus', x=100, y=600, size=16)
c.acroForm.choice(name='Land', value='Wien', options=['Wien', 'Graz'], x=50, y=550, width=100, height=20)
c.save()
c = canvas.Canvas('reportlab-tags.pdf', pagesize=A4)
c.drawString(50, 700, 'Kunde: {{Kunde;type=text;required=true;role=Kunde}}')
c.drawString(50, 600, '{{Unterschrift;type=signature;required=true;role=Kunde}}')
c.save()
c = canvas.Canvas('reportlab-encrypted.pdf', pagesize=A4, encrypt='geheim'); c.drawString(50, 700, 'Vertrag'); c.save()
c = canvas.Canvas('huge-page.pdf', pagesize=(14400, 14400)); c.drawString(5000, 7000, 'Riesig'); c.save()
c = canvas.Canvas('tiny-page.pdf', pagesize=(20, 20)); c.rect(5, 5, 5, 5); c.save()

# pikepdf: turned, cropped, scaled, nested, odd.
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
def change(source, target, work, **options):
    with Pdf.open(source) as pdf:
        work(pdf); pdf.save(target, **options)
for turn in (90, 180, 270):
    change('tex-links.pdf', 'rotated-%d.pdf' % turn, lambda pdf: [setattr(page, 'Rotate', turn) for page in pdf.pages])
change('tex-links.pdf', 'rotated-negative.pdf', lambda pdf: [setattr(page, 'Rotate', -90) for page in pdf.pages])
def crop(pdf):
    for page in pdf.pages: page.CropBox = Array([100, 200, 400, 700])
change('tex-links.pdf', 'cropped.pdf', crop)
def crop_turn(pdf):
    for page in pdf.pages: page.CropBox = Array([400, 700, 100, 200]); page.Rotate = 90
change('tex-links.pdf', 'cropped-rotated.pdf', crop_turn)
def offset(pdf):
    for page in pdf.pages: page.MediaBox = Array([-300, -400, 312, 392]); page.UserUnit = 2
change('tex-plain.pdf', 'offset-userunit.pdf', offset)
def inherit(pdf):
    root = pdf.Root.Pages; root.MediaBox = pdf.pages[0].MediaBox; root.Rotate = 90; root.Resources = pdf.pages[0].Resources
    for page in pdf.pages:
        for key in ('/MediaBox', '/Rotate', '/Resources'):
            if key in page: del page[key]
change('tex-plain.pdf', 'inherited.pdf', inherit)
def contents(pdf):
    page = pdf.pages[0]; page.contents_add(b'q 2 0 0 2 10 10 cm', prepend=True)
change('tex-plain.pdf', 'unbalanced.pdf', contents)
def no_contents(pdf):
    for page in pdf.pages: del page['/Contents']
change('tex-plain.pdf', 'no-contents.pdf', no_contents)
def script(pdf): pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS='app.alert(1)')
change('tex-plain.pdf', 'active-openaction.pdf', script)
def launch(pdf): pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Launch, F='cmd.exe'))])
change('tex-plain.pdf', 'active-launch.pdf', launch)
def attach(pdf): pdf.attachments['a.txt'] = pikepdf.AttachedFileSpec(pdf, b'Anhang', filename='a.txt')
change('tex-plain.pdf', 'active-attachment.pdf', attach)
modes = pikepdf.ObjectStreamMode
change('tex-links.pdf', 'pikepdf-object-streams.pdf', lambda pdf: None, object_stream_mode=modes.generate)
change('tex-links.pdf', 'pikepdf-linear-object-streams.pdf', lambda pdf: None, object_stream_mode=modes.generate, linearize=True)
change('reportlab-form.pdf', 'pikepdf-form-object-streams.pdf', lambda pdf: None, object_stream_mode=modes.generate)

# Broken in the ways files are.
whole = open('reportlab-form.pdf', 'rb').read()
open('broken-startxref.pdf', 'wb').write(whole.replace(b'startxref\n', b'startxref\n9'))
open('broken-offsets.pdf', 'wb').write(whole.replace(b'%PDF-1.', b'%PDF-1.', 1).replace(b'\n1 0 obj', b'\n\n\n\n1 0 obj', 1))
open('broken-no-xref.pdf', 'wb').write(whole[:whole.rindex(b'xref', 0, whole.rindex(b'startxref'))])
open('broken-junk-before.pdf', 'wb').write(b'junk\n' + whole)
open('broken-cut.pdf', 'wb').write(whole[:400])
packed = open('pikepdf-object-streams.pdf', 'rb').read()
open('broken-packed.pdf', 'wb').write(packed[:packed.rindex(b'startxref')] + b'startxref\n3\n%%EOF\n')
open('broken-garbage.pdf', 'wb').write(b'%PDF-1.7\n' + bytes(range(256)) * 4)
PY

# qpdf, mutool.
qpdf --linearize tex-links.pdf qpdf-linear.pdf
qpdf --object-streams=disable --compress-streams=n tex-plain.pdf qpdf-plain.pdf
qpdf --qdf tex-plain.pdf qpdf-qdf.pdf
qpdf --recompress-flate --compression-level=9 --object-streams=generate libreoffice-form.pdf qpdf-recompressed.pdf
qpdf --encrypt '' geheim 256 -- tex-plain.pdf encrypted-qpdf.pdf
form() { target=$1; shift; qpdf --allow-weak-crypto --encrypt '' geheim "$@" -- pikepdf-form-object-streams.pdf "encrypted-$target.pdf"; }
form rc4-40 40
form rc4-128 128 --use-aes=n
form rc4-crypt-filter 128 --use-aes=n --force-V4
form aes-128 128 --use-aes=y --cleartext-metadata
form aes-256-r5 256 --force-R5
form aes-256-r6 256 --modify=form
form restricted 256 --modify=none
qpdf --empty --pages tex-links.pdf libreoffice-html.pdf -- qpdf-merged.pdf
mutool clean -gggz tex-links.pdf mutool-clean.pdf
mutool convert -o mutool-svg.pdf "$work/page.svg" 2> /dev/null && [ -e mutool-svg.pdf ] || mv mutool-svg*.pdf mutool-svg.pdf
rm -rf "$work"
