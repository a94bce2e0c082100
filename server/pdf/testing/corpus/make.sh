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
office "$work/page.html" 'pdf:writer_web_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"geheim"}}' && cp "$work/out/page.pdf" encrypted-libreoffice.pdf

# TeX: with object streams, without, several pages, links, a form.
tex() { printf '%s' "$2" > "$work/$1.tex"; (cd "$work" && pdflatex -interaction=batchmode "$1.tex" > /dev/null && pdflatex -interaction=batchmode "$1.tex" > /dev/null); cp "$work/$1.pdf" "$1.pdf"; }
tex tex-plain '\documentclass{article}\begin{document}Vertrag $\int x\,dx$\end{document}'
tex tex-old '\pdfobjcompresslevel=0 \pdfminorversion=3 \documentclass{article}\begin{document}Vertrag\newpage Seite\end{document}'
tex tex-links '\documentclass{article}\usepackage{hyperref}\begin{document}\tableofcontents\section{Eins}\url{https://example.org}\newpage\section{Zwei}\end{document}'
tex tex-landscape '\documentclass{article}\usepackage[landscape,a5paper]{geometry}\begin{document}Quer\end{document}'
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
