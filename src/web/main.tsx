import { XProvider } from '@ant-design/x'
import xWords from '@ant-design/x/es/locale/zh_CN.js'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp } from 'antd'
import antdWords from 'antd/es/locale/zh_CN.js'
import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'
import './style.css'

const Hall = lazy(() => import('./hall/hall.tsx'))
const Workbench = lazy(() => import('./workbench.tsx').then((it) => ({ default: it.Workbench })))

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })
const theme = {
  token: {
    colorPrimary: '#1d6b5c',
    colorInfo: '#1d6b5c',
    colorLink: '#1d6b5c',
    // Red and grey that can still be read (WCAG AA).
    colorError: '#cf1322',
    colorTextPlaceholder: '#6b7672',
    colorTextTertiary: '#5f6b67',
    colorTextDescription: '#5f6b67',
    borderRadius: 8,
    fontFamily: `'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif`,
  },
}

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queries}>
    <XProvider locale={{ ...xWords, ...antdWords }} theme={theme}>
      <AntApp>
        <BrowserRouter>
          <Suspense fallback={null}>
            <Routes>
              <Route path="/hall/*" element={<Hall />} />
              <Route path="*" element={<Workbench />} />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </AntApp>
    </XProvider>
  </QueryClientProvider>,
)
